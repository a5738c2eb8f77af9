namespace PicoClaw.Contracts;

/// <summary>The platform has taken a reply. Published by egress for whoever watches.</summary>
public sealed record MessageDelivered
{
    /// <summary>Of the <see cref="DeliverMessage"/>.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where it was said.</summary>
    public required Conversation Conversation { get; init; }

    /// <summary>The id of the call that brought it; replies that were merged share one.</summary>
    public required Guid CallId { get; init; }

    /// <summary>As in <see cref="DeliverMessage.CausationId"/>.</summary>
    public Guid? CausationId { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset DeliveredAt { get; init; }
}
