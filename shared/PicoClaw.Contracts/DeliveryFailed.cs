namespace PicoClaw.Contracts;

/// <summary>Egress gave up on a reply; it is kept as a dead letter. Published for observers.</summary>
public sealed record DeliveryFailed
{
    /// <summary>The id of the <see cref="DeliverMessage"/>.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where it should have been delivered.</summary>
    public required Conversation Conversation { get; init; }

    /// <summary>Why, for people.</summary>
    public required string Reason { get; init; }

    /// <summary>As in <see cref="DeliverMessage.CausationId"/>.</summary>
    public Guid? CausationId { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset FailedAt { get; init; }
}
