namespace DingTalk.Stream.Protocol;

/// <summary>A picture inside a rich text (<c>type</c> <c>picture</c>).</summary>
/// <param name="DownloadCode">To be exchanged, soon, for the file (docs/dingtalk-protocol.md 4.4).</param>
public sealed record RichTextPicture(string DownloadCode) : RichTextPart;
