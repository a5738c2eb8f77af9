namespace PicoClaw.Contracts;

/// <summary>A person wrote to the bot. Sent by an ingress to <c>agent-intake</c>.</summary>
public sealed record MessageReceived
{
    /// <summary>Deterministic from channel, account and <see cref="PlatformMessageId"/>: a redelivered message has the same id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The platform's own id of the message; empty: it has none, such as a press on a card.</summary>
    public required string PlatformMessageId { get; init; }

    /// <summary>Where it was written.</summary>
    public required Conversation Conversation { get; init; }

    /// <summary>Who wrote it.</summary>
    public required Sender Sender { get; init; }

    /// <summary>The text without the bot's mention, line breaks kept. Empty when there is none, as in a bare mention or a picture.</summary>
    public required string Text { get; init; }

    /// <summary>True when the bot was addressed by name.</summary>
    public bool Mentioned { get; init; }

    /// <summary>What came with the text, in the order in which it was shown.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>What else came, or why nothing did; null when the fields above hold everything.</summary>
    public UnreadableContent? Unreadable { get; init; }

    /// <summary>The earlier message this one answers, if any.</summary>
    public Quote? Quote { get; init; }

    /// <summary>When the platform says it was written, UTC, to the millisecond.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>When the ingress read it, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>How to answer it.</summary>
    public required ReplyRoute ReplyRoute { get; init; }
}
