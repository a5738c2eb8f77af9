using PicoClaw.Egress.Accounts;

namespace PicoClaw.Egress.Sending;

/// <summary>
/// Begins a planned call: takes its permit and its place in the month, writes it down and waits for its slot. Until the call itself all of
/// it can be undone.
/// </summary>
internal sealed class SendAttempt(CallMeter meter, UserBatcher batcher, OutcomeRecorder recorder, CallRunner runner, SendMetrics metrics, TimeProvider time)
{
    /// <summary>A call is written down this long before its slot is free, so that the commit takes none of the slot's time.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(50);

    public async Task<SlotOutcome> MakeAsync(AccountLease lease, SlotTurn turn, DeliveryPlan.Send plan, CancellationToken cancellationToken)
    {
        using var permit = lease.Account.TryPermit(plan.Scope, Ahead, turn.MayProbe);
        if (permit is null)
        {
            return new SlotOutcome.Blocked(plan.Scope);
        }

        if (meter.TryCount(lease, plan.Route) is not { } month)
        {
            // Another turn took the last call of the month.
            return new SlotOutcome.Again();
        }

        var call = new Call(Guid.NewGuid(), plan.Route, permit, month, [plan.Batch]);
        try
        {
            call = await batcher.FillAsync(lease, call, turn.SameContentIds, cancellationToken);
            if (!await recorder.BeginAsync(lease.Lane, call, plan.Scope, cancellationToken))
            {
                await UndoAsync(lease, call);
                return new SlotOutcome.Again();
            }

            await permit.WaitAsync(time, cancellationToken);
        }
        catch
        {
            // Cancelled, failed or without the lease, it may have been written down all the same: a commit's end may not have been seen.
            await UndoAsync(lease, call);
            throw;
        }

        if (!lease.IsSafe() || !permit.MayGo)
        {
            await UndoAsync(lease, call);
            return new SlotOutcome.Blocked(plan.Scope);
        }

        var waited = turn.BlockedAt is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero;
        metrics.Waited(plan.Route, waited);
        EgressTrace.Waited(call, time.GetUtcNow() - waited);
        return await runner.RunAsync(lease, call, plan.Rows);
    }

    // The permit first: others may use it while the store is waited for.
    private async Task UndoAsync(AccountLease lease, Call call)
    {
        call.Permit.Dispose();
        await recorder.PutBackAsync(lease, call);
        await meter.GiveBackAsync(lease, call, lease.Records);
    }
}
