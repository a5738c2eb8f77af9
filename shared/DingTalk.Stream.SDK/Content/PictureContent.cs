namespace DingTalk.Stream.Protocol;

/// <summary>A picture (<c>msgtype</c> <c>picture</c>): <c>{"content":{"downloadCode","pictureDownloadCode"}}</c>.</summary>
/// <param name="DownloadCode">To be exchanged, soon, for the file (docs/dingtalk-protocol.md 4.4).</param>
public sealed record PictureContent(string DownloadCode) : BotMessageContent;
