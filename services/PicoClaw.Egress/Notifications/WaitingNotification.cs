namespace PicoClaw.Egress.Notifications;

/// <summary>A notification whose time has come, as Dapper fills it.</summary>
internal sealed class WaitingNotification
{
    public required string Id { get; init; }

    public required string LaneKey { get; init; }

    public required string Body { get; init; }

    public required string Recipients { get; init; }

    public required long? ExpiresAt { get; init; }

    public required string? Trace { get; init; }

    public required long ReleasedAt { get; init; }
}
