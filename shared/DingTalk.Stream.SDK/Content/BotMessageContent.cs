namespace DingTalk.Stream.Protocol;

/// <summary>
/// What a bot message, or a message it quotes, says. One record per <c>msgtype</c>: <see cref="TextContent"/>, <see cref="RichTextContent"/>,
/// <see cref="PictureContent"/>, <see cref="AudioContent"/>, <see cref="VideoContent"/>, <see cref="FileContent"/>, <see cref="MarkdownContent"/>,
/// <see cref="CardContent"/>, <see cref="ActionCardContent"/>, <see cref="ChatRecordContent"/>, <see cref="QuotaExhaustedContent"/>; whatever
/// else comes is an <see cref="UnsupportedContent"/>. Source: docs/dingtalk-protocol.md 3.2.
/// </summary>
public abstract record BotMessageContent
{
    private protected BotMessageContent()
    {
    }

    /// <summary>The words in it, as a person would read them; "" when it has none. Pictures and files leave nothing.</summary>
    public virtual string PlainText => "";
}
