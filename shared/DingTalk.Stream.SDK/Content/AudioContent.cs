namespace DingTalk.Stream.Protocol;

/// <summary>
/// A voice message (<c>msgtype</c> <c>audio</c>): <c>{"content":{"downloadCode","recognition","duration"}}</c>. Direct chats only.
/// </summary>
/// <param name="DownloadCode">Exchanged for the file by <see cref="OpenApi.MediaClient.DownloadAsync"/>; it expires soon.</param>
/// <param name="Recognition">DingTalk's transcript; null when it gives none.</param>
/// <param name="Duration">The length (milliseconds on the wire, a number or a string); null when absent.</param>
public sealed record AudioContent(string DownloadCode, string? Recognition, TimeSpan? Duration) : BotMessageContent
{
    /// <inheritdoc/>
    public override string PlainText => Recognition ?? "";
}
