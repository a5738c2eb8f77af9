namespace DingTalk.Stream.Protocol;

/// <summary>A picture inside a rich text (<c>type</c> <c>picture</c>).</summary>
/// <param name="DownloadCode">To be exchanged, soon, for the file (dingtalk.md, section 4.4).</param>
public sealed record RichTextPicture(string DownloadCode) : RichTextPart;
