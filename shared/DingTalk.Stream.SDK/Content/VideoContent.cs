namespace DingTalk.Stream.Protocol;

/// <summary>A video (<c>msgtype</c> <c>video</c>): <c>{"content":{"downloadCode","duration","videoType"}}</c>. Direct chats only.</summary>
/// <param name="DownloadCode">Exchanged for the file by <see cref="OpenApi.MediaClient.DownloadAsync"/>; it expires soon.</param>
/// <param name="VideoType">The format, such as <c>mp4</c>.</param>
/// <param name="Duration">The length as DingTalk writes it: the documentation says milliseconds, captures look like seconds.</param>
public sealed record VideoContent(string DownloadCode, string? VideoType, string? Duration) : BotMessageContent;
