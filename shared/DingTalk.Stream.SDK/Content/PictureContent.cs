namespace DingTalk.Stream.Protocol;

/// <summary>A picture (<c>msgtype</c> <c>picture</c>): <c>{"content":{"downloadCode","pictureDownloadCode"}}</c>.</summary>
/// <param name="DownloadCode">Exchanged for the file by <see cref="OpenApi.MediaClient.DownloadAsync"/>; it expires soon.</param>
public sealed record PictureContent(string DownloadCode) : BotMessageContent;
