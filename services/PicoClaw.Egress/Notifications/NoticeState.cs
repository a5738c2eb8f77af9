namespace PicoClaw.Egress.Notifications;

/// <summary>What became of one recipient, as Dapper fills it.</summary>
internal sealed class NoticeState
{
    public required string Recipient { get; init; }

    /// <summary>As in <see cref="Outbox.OutboxStatus"/>.</summary>
    public required string Status { get; init; }

    public required string? Via { get; init; }

    public required string? CallId { get; init; }

    /// <summary>As in <see cref="Contracts.MessageDelivered.DeliveryKey"/>.</summary>
    public required string? DeliveryKey { get; init; }

    public required long? EndedAt { get; init; }

    public required string? Error { get; init; }
}
