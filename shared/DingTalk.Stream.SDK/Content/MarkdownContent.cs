namespace DingTalk.Stream.Protocol;

/// <summary>
/// Markdown (<c>msgtype</c> <c>markdown</c>), for example a forwarded message: <c>{"content":{"text":…}}</c>, sometimes
/// <c>{"text":{"content":…}}</c>.
/// </summary>
/// <param name="Text">The Markdown.</param>
public sealed record MarkdownContent(string Text) : BotMessageContent
{
    /// <inheritdoc/>
    public override string PlainText => Text;
}
