namespace DingTalk.Stream.Protocol;

/// <summary>
/// The message that a message quotes. DingTalk often sends little of it, in groups sometimes only the id: to look it up, keep the texts
/// of both directions by id. Source: docs/dingtalk-protocol.md 3.3 (<c>repliedMsg</c>, the older <c>quoteMessage</c>, or
/// <c>originalMsgId</c> alone).
/// </summary>
public sealed record Quote
{
    /// <summary>The quoted message's id; null when absent.</summary>
    public string? MessageId { get; init; }

    /// <summary>The wire's <c>msgType</c>; "" when absent.</summary>
    public string MessageType { get; init; } = "";

    /// <summary>The writer's encrypted id; for the bot's own cards it is <see cref="BotMessage.ChatbotUserId"/>.</summary>
    public string? SenderId { get; init; }

    /// <summary>The writer's display name; only in the older shape.</summary>
    public string? SenderNick { get; init; }

    /// <summary>When it was written (milliseconds on the wire).</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Its content; null when only its id is known.</summary>
    public BotMessageContent? Content { get; init; }

    /// <summary>Its readable text; "" when it has none or DingTalk does not send it.</summary>
    public string Text => Content?.PlainText ?? "";

    /// <summary>The key under which the bot sent it (<c>originalProcessQueryKey</c>), if DingTalk sends it.</summary>
    public string? ProcessQueryKey { get; init; }

    /// <summary>The message that the quoted one quotes, at most three levels deep.</summary>
    public Quote? Inner { get; init; }
}
