namespace DingTalk.Stream.Protocol;

/// <summary>
/// What a bot message says: <see cref="TextContent"/>, <see cref="RichTextContent"/> or <see cref="UnsupportedContent"/>.
/// Source: dingtalk.md, section 3.2.
/// </summary>
public abstract record BotMessageContent
{
    private protected BotMessageContent()
    {
    }
}
