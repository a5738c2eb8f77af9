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

    /// <summary>New replies may have arrived during its call, so it is read again.</summary>
    public bool IsStale { get; set; }
}
