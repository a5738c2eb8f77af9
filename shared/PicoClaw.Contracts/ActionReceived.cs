namespace PicoClaw.Contracts;

/// <summary>A person pressed something on a reply. Sent by an ingress to <c>agent-actions</c>.</summary>
public sealed record ActionReceived
{
    /// <summary>Deterministic from channel, account and the platform's id of the press: a redelivered one has the same id.</summary>
    public required Guid Id { get; init; }

    /// <summary>As in <see cref="Conversation.Channel"/>.</summary>
    public required string Channel { get; init; }

    /// <summary>As in <see cref="Conversation.Account"/>.</summary>
    public required string Account { get; init; }

    /// <summary>The <see cref="DeliverMessage"/> on which it was pressed, delivered or still in the making.</summary>
    public required Guid ReplyId { get; init; }

    /// <summary>Who pressed.</summary>
    public required Sender Sender { get; init; }

    /// <summary>What was pressed.</summary>
    public required ActionKind Kind { get; init; }

    /// <summary>The reason of a feedback or the text of a command; null when there is none.</summary>
    public string? Text { get; init; }

    /// <summary>When the ingress read it, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
}
