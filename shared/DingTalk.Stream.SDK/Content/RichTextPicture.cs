namespace DingTalk.Stream.Protocol;

/// <summary>A picture inside a rich text (<c>type</c> <c>picture</c>).</summary>
/// <param name="DownloadCode">Exchanged for the file by <see cref="OpenApi.MediaClient.DownloadAsync"/>; it expires soon.</param>
public sealed record RichTextPicture(string DownloadCode) : RichTextPart;
