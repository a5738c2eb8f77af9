using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Outbox;

namespace PicoClaw.Egress.Sending;

/// <summary>Takes a conversation's turn: plans its next call and makes it, or gives up what cannot be sent.</summary>
internal sealed class Delivery(DeliveryPlanner planner, SendAttempt attempt, OutcomeRecorder recorder)
{
    public async Task<SlotOutcome> SendAsync(AccountLease lease, SlotTurn turn, CancellationToken cancellationToken) =>
        await planner.PlanAsync(lease, turn.Head.LaneId, cancellationToken) switch
        {
            DeliveryPlan.Send send => await attempt.MakeAsync(lease, turn, send, cancellationToken),
            DeliveryPlan.LeaveOut leaveOut => await EndAsync(lease, leaveOut.Rows, [RowChange.LeftOut(leaveOut.Why)], cancellationToken),
            DeliveryPlan.GiveUp giveUp => await GiveUpAsync(lease, giveUp, cancellationToken),
            DeliveryPlan.Rest rest => rest.Outcome,
            var other => throw new NotSupportedException($"{other}"),
        };

    private async Task<SlotOutcome> GiveUpAsync(AccountLease lease, DeliveryPlan.GiveUp giveUp, CancellationToken cancellationToken)
    {
        using var trace = EgressTrace.GiveUp(giveUp.Rows[0]);
        return await EndAsync(
            lease, giveUp.Rows, [.. giveUp.Rows.Take(giveUp.Count).Select(row => RetryPolicy.Of(row, RowChange.Failed(giveUp.Reason)))], cancellationToken);
    }

    /// <summary>The first of the rows end, each by its change.</summary>
    private async Task<SlotOutcome> EndAsync(
        AccountLease lease, IReadOnlyList<OutboxRow> rows, IReadOnlyList<RowChange> changes, CancellationToken cancellationToken)
    {
        await recorder.DecideAsync(lease.Lane, [.. rows.Zip(changes)], cancellationToken);
        return SlotOutcome.After(rows, changes.Count);
    }
}
