namespace DingTalk.Stream.Protocol;

/// <summary>
/// The content of a bot message or of a quoted one. One record per <c>msgtype</c>: <see cref="TextContent"/>,
/// <see cref="RichTextContent"/>, <see cref="PictureContent"/>, <see cref="AudioContent"/>, <see cref="VideoContent"/>,
/// <see cref="FileContent"/>, <see cref="MarkdownContent"/>, <see cref="CardContent"/>, <see cref="ActionCardContent"/>,
/// <see cref="ChatRecordContent"/>, <see cref="QuotaExhaustedContent"/>; anything else is an <see cref="UnsupportedContent"/>. Source:
/// docs/dingtalk-protocol.md 3.2.
/// </summary>
public abstract record BotMessageContent
{
    private protected BotMessageContent()
    {
    }

    /// <summary>Its readable text; "" when there is none, as for pictures and files.</summary>
    public virtual string PlainText => "";
}
