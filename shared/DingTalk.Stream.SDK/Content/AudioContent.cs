namespace DingTalk.Stream.Protocol;

/// <summary>A voice message (<c>msgtype</c> <c>audio</c>): <c>{"content":{"downloadCode","recognition","duration"}}</c>. Direct chats only.</summary>
/// <param name="DownloadCode">To be exchanged, soon, for the file (docs/dingtalk-protocol.md 4.4).</param>
/// <param name="Recognition">What DingTalk heard in it; null when it gives nothing.</param>
/// <param name="Duration">Its length (milliseconds on the wire, a number or a string); null when absent.</param>
public sealed record AudioContent(string DownloadCode, string? Recognition, TimeSpan? Duration) : BotMessageContent
{
    /// <inheritdoc/>
    public override string PlainText => Recognition ?? "";
}
