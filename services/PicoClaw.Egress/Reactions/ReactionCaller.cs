using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Sending;

namespace PicoClaw.Egress.Reactions;

/// <summary>Makes a reaction's call by the rules of every call: a place in the month, written down before and after.</summary>
internal sealed class ReactionCaller(ReactionTable table, CallMeter meter, SendMetrics metrics, TimeProvider time)
{
    /// <summary>Null: it was not made.</summary>
    /// <param name="lease">The account that calls.</param>
    /// <param name="step">The call.</param>
    /// <param name="permit">Ends with it.</param>
    /// <param name="makeAsync">Makes it.</param>
    /// <param name="cancellationToken">Until it is made.</param>
    public async Task<SendResult?> CallAsync(
        AccountLease lease, ReactionStep step, CallPermit permit, Func<CancellationToken, Task<SendResult>> makeAsync, CancellationToken cancellationToken)
    {
        using var ending = permit;
        if (meter.TryCount(lease, step.Route) is not { } month)
        {
            return null;
        }

        var call = new Call(Guid.NewGuid(), step.Route, permit, month, []);
        try
        {
            if (!await table.BeginAsync(lease.Lane, step, call.Id, month, cancellationToken))
            {
                // Nothing was written down.
                lease.Account.Budget.GiveBack(month, isApi: true);
                return null;
            }

            await permit.WaitAsync(time, cancellationToken);
        }
        catch
        {
            await UndoAsync(lease, step, call);
            throw;
        }

        if (lease.IsSafe() && permit.MayGo)
        {
            return await MakeAsync(lease, step, call, makeAsync);
        }

        await UndoAsync(lease, step, call);
        return null;
    }

    private async Task<SendResult> MakeAsync(AccountLease lease, ReactionStep step, Call call, Func<CancellationToken, Task<SendResult>> makeAsync)
    {
        SendResult result;
        try
        {
            result = await makeAsync(lease.Calls);
        }
        catch
        {
            // A defect: it may have been made.
            call.Permit.End(null);
            throw;
        }

        // A failure of this API says nothing of those that send, so the account does not stop for it.
        call.Permit.End(result);
        metrics.Asked(lease.Lane.Key, step.Route, result);
        await table.EndAsync(call.Id, step.Reaction.ReplyId, step.StandsAfter(result), lease.Records);
        await meter.SettleAsync(lease, call, result, lease.Records);
        return result;
    }

    private async Task UndoAsync(AccountLease lease, ReactionStep step, Call call)
    {
        call.Permit.Dispose();
        await table.UndoAsync(call.Id, step, lease.Records);
        await meter.GiveBackAsync(lease, call, lease.Records);
    }
}
