namespace PicoClaw.Egress.Notifications;

/// <summary>A stored notification, as Dapper fills it.</summary>
internal sealed class NotificationRecord
{
    public required string Id { get; init; }

    public required string LaneKey { get; init; }

    public required string Recipients { get; init; }

    public required long NotBefore { get; init; }

    public required long? ExpiresAt { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>Null until it is due.</summary>
    public required long? ReleasedAt { get; init; }

    /// <summary>In no order; none before it is due, and those that have ended are deleted in the end.</summary>
    public IReadOnlyList<NoticeState> Rows { get; set; } = [];
}
