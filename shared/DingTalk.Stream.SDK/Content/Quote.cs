namespace DingTalk.Stream.Protocol;

/// <summary>
/// The message that a message answers. Often little is told of it, in groups sometimes only its id: keep the texts of both directions by id to look it
/// up. Source: docs/dingtalk-protocol.md 3.3 (<c>repliedMsg</c>, the older <c>quoteMessage</c>, or <c>originalMsgId</c> alone).
/// </summary>
public sealed record Quote
{
    /// <summary>The quoted message's id; null when absent.</summary>
    public string? MessageId { get; init; }

    /// <summary>The wire's <c>msgType</c>; "" when absent.</summary>
    public string MessageType { get; init; } = "";

    /// <summary>Who wrote it, as an encrypted id; of the bot's own cards it is <see cref="BotMessage.ChatbotUserId"/>.</summary>
    public string? SenderId { get; init; }

    /// <summary>The writer's display name; only in the older form.</summary>
    public string? SenderNick { get; init; }

    /// <summary>When it was written (milliseconds on the wire).</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>What it says, in the records of <see cref="BotMessage.Content"/>; null when only its id is known.</summary>
    public BotMessageContent? Content { get; init; }

    /// <summary>The words in it; "" when it has none or they are not told.</summary>
    public string Text => Content?.PlainText ?? "";

    /// <summary>The key under which the bot had sent it (<c>originalProcessQueryKey</c>), where DingTalk tells.</summary>
    public string? ProcessQueryKey { get; init; }

    /// <summary>What the quoted message itself quotes; three quotes deep at most.</summary>
    public Quote? Inner { get; init; }
}
