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
            DeliveryPlan.GiveUp giveUp => await GiveUpAsync(lease, giveUp, cancellationToken),
            DeliveryPlan.Rest rest => rest.Outcome,
            var other => throw new NotSupportedException($"{other}"),
        };

    private async Task<SlotOutcome> GiveUpAsync(AccountLease lease, DeliveryPlan.GiveUp giveUp, CancellationToken cancellationToken)
    {
        using var trace = EgressTrace.GiveUp(giveUp.Rows[0]);
        await recorder.DecideAsync(lease.Lane, [.. giveUp.Rows.Take(giveUp.Count).Select(row => (row, RowChange.Failed(giveUp.Reason)))], cancellationToken);
        return SlotOutcome.After(giveUp.Rows, giveUp.Count);
    }
}
