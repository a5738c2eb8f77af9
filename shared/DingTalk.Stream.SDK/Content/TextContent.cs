namespace DingTalk.Stream.Protocol;

/// <summary>
/// Plain text (<c>msgtype</c> <c>text</c>), exactly as it arrived: in groups it usually starts with a space where the bot's @name was.
/// </summary>
/// <param name="Text">The text.</param>
public sealed record TextContent(string Text) : BotMessageContent
{
    /// <inheritdoc/>
    public override string PlainText => Text;
}
