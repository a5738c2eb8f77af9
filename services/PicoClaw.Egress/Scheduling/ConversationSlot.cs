using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Scheduling;

/// <summary>A conversation in the rotation; the scheduler alone reads and writes it.</summary>
internal sealed class ConversationSlot(OutboxHead head)
{
    public OutboxHead Head => head;

    /// <summary>What its next call counts against; null until that is known.</summary>
    public CallScope? Scope { get; set; }

    /// <summary>Since when it waits for a permit.</summary>
    public long? BlockedAt { get; set; }

    /// <summary>More of it may have come while its call was out.</summary>
    public bool IsStale { get; set; }
}
