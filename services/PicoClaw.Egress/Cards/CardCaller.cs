using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Sending;

namespace PicoClaw.Egress.Cards;

/// <summary>Makes a card's call by the rules of every call: a place in the month, written down before and after.</summary>
internal sealed class CardCaller(CardTable table, CallMeter meter, SendMetrics metrics, TimeProvider time)
{
    /// <summary>Null: it was not made.</summary>
    /// <param name="lease">The account that calls.</param>
    /// <param name="step">The call.</param>
    /// <param name="permit">Ends with it.</param>
    /// <param name="cancellationToken">Until it is made.</param>
    public async Task<CardResult?> CallAsync(AccountLease lease, CardStep step, CallPermit permit, CancellationToken cancellationToken)
    {
        using var ending = permit;
        if (meter.TryCount(lease, step.Route) is not { } month)
        {
            return Applied(step, new CardResult(new SendResult.QuotaGone()));
        }

        var call = new Call(Guid.NewGuid(), step.Route, permit, month, []);
        try
        {
            if (!await BeginAsync(lease, step, new CardCall(call.Id, step.Scope, month), cancellationToken))
            {
                // Nothing was written down.
                permit.Dispose();
                lease.Account.Budget.GiveBack(month, isApi: true);
                return Applied(step, new CardResult(new SendResult.NotCalled(), CardFault.Answered));
            }

            await permit.WaitAsync(time, cancellationToken);
        }
        catch
        {
            await UndoAsync(lease, step, call);
            throw;
        }

        return lease.IsSafe() && permit.MayGo && step.IsWanted() ? await MakeAsync(lease, step, call) : await UndoAsync(lease, step, call);
    }

    private async Task<CardResult> MakeAsync(AccountLease lease, CardStep step, Call call)
    {
        CardResult result;
        try
        {
            result = await step.MakeAsync(lease.Calls);
        }
        catch
        {
            // A defect: it may have been made.
            call.Permit.End(null);
            throw;
        }

        // A failure of this API says nothing of those that send, so the account does not stop for it.
        call.Permit.End(result.Result);
        metrics.Asked(lease.Lane.Key, step.Route, result.Result);
        step.Apply(result);
        await table.EndAsync(call.Id, step.Card, lease.Records);
        await meter.SettleAsync(lease, call, result.Result, lease.Records);
        return result;
    }

    private static CardResult Applied(CardStep step, CardResult result)
    {
        step.Apply(result);
        return result;
    }

    private async Task<bool> BeginAsync(AccountLease lease, CardStep step, CardCall call, CancellationToken cancellationToken)
    {
        if (step.Route == CardRoutes.Create)
        {
            return await table.MakeAsync(lease.Lane, step.Card, call, cancellationToken);
        }

        await table.BeginAsync(lease.Lane, step.Card, call, cancellationToken);
        return true;
    }

    private async Task<CardResult?> UndoAsync(AccountLease lease, CardStep step, Call call)
    {
        call.Permit.Dispose();
        await table.EndAsync(call.Id, step.Card, lease.Records);
        await meter.GiveBackAsync(lease, call, lease.Records);
        if (step.Route == CardRoutes.Create)
        {
            await table.ForgetAsync(step.Card, lease.Records);
        }

        return null;
    }
}
