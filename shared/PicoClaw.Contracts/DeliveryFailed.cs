namespace PicoClaw.Contracts;

/// <summary>A reply was given up; it is kept as a dead letter. Published by egress for whoever watches.</summary>
public sealed record DeliveryFailed
{
    /// <summary>Of the <see cref="DeliverMessage"/>.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where it should have been said.</summary>
    public required Conversation Conversation { get; init; }

    /// <summary>Why, for people.</summary>
    public required string Reason { get; init; }

    /// <summary>As in <see cref="DeliverMessage.CausationId"/>.</summary>
    public Guid? CausationId { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset FailedAt { get; init; }
}
