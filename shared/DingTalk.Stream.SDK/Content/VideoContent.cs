namespace DingTalk.Stream.Protocol;

/// <summary>A video (<c>msgtype</c> <c>video</c>): <c>{"content":{"downloadCode","duration","videoType"}}</c>. Direct chats only.</summary>
/// <param name="DownloadCode">To be exchanged, soon, for the file (docs/dingtalk-protocol.md 4.4).</param>
/// <param name="VideoType">Its format, such as <c>mp4</c>.</param>
/// <param name="Duration">Its length as it was written: the documentation says milliseconds, captures look like seconds.</param>
public sealed record VideoContent(string DownloadCode, string? VideoType, string? Duration) : BotMessageContent;
