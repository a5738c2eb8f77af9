using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Merging;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Sending;

/// <summary>What to do with the open replies of a conversation.</summary>
internal abstract record DeliveryPlan
{
    /// <summary>Nothing to send now.</summary>
    public sealed record Rest(SlotOutcome Outcome) : DeliveryPlan;

    /// <summary>The first <paramref name="Count"/> rows fail without a call.</summary>
    public sealed record GiveUp(IReadOnlyList<OutboxRow> Rows, int Count, string Reason) : DeliveryPlan;

    /// <summary>The first row, an announcement, ends without a call.</summary>
    public sealed record LeaveOut(IReadOnlyList<OutboxRow> Rows, LeftOutReason Why) : DeliveryPlan;

    /// <summary>One call, as soon as there is a permit for it.</summary>
    public sealed record Send(IReadOnlyList<OutboxRow> Rows, MessageBatch Batch, SendRoute Route, CallScope Scope) : DeliveryPlan;
}
