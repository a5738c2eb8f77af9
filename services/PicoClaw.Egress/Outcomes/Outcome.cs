using PicoClaw.Egress.Outbox;

namespace PicoClaw.Egress.Outcomes;

/// <summary>What became of a reply: delivered by a call, or failed with a reason.</summary>
internal sealed record Outcome(OutboxRow Row, Guid? CallId, string? Reason, DateTimeOffset At)
{
    /// <summary>As in <see cref="Contracts.MessageDelivered.DeliveryKey"/>.</summary>
    public string? Key { get; init; }
}
