namespace PicoClaw.Egress.Outbox;

/// <summary>The first open reply of a conversation, without its text: what the scheduler decides by.</summary>
internal sealed class OutboxHead
{
    public required string LaneId { get; init; }

    public required string DeliveryId { get; init; }

    public required string Status { get; init; }

    public required long Priority { get; init; }

    /// <summary>Equal for direct replies that one call may bring to several people.</summary>
    public required string? Digest { get; init; }

    /// <summary>When its cheapest way back closes, in milliseconds since 1970; null: never, or it has none.</summary>
    public required long? RouteUntil { get; init; }

    /// <summary>Until it may be sent; 0 or less: now.</summary>
    public required long DueInMs { get; init; }

    /// <summary>True when nothing follows it in its lane: see <see cref="Notice"/>.</summary>
    public bool IsNotice { get; init; }

    public bool IsBulk => Priority > 0;

    public bool IsQueued => Status == OutboxStatus.Queued;
}
