using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Pacing;
using PicoClaw.Egress.Sending;

namespace PicoClaw.Egress.Requests;

/// <summary>Makes a call that asks by the rules of every call: a permit, a place in the month, written down before and after.</summary>
internal sealed class RequestCaller(CallTable calls, CallMeter meter, SendMetrics metrics, TimeProvider time)
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);

    /// <summary>Null when no permit came in time, or the process stops.</summary>
    /// <param name="lease">The account that calls.</param>
    /// <param name="route">The call.</param>
    /// <param name="scope">What it counts against.</param>
    /// <param name="askAsync">Makes it.</param>
    /// <param name="mayWait">False when it has taken too long.</param>
    /// <param name="cancellationToken">Until it is made.</param>
    public async Task<AskResult<T>?> CallAsync<T>(
        AccountLease lease,
        SendRoute route,
        CallScope scope,
        Func<CancellationToken, Task<AskResult<T>>> askAsync,
        Func<bool> mayWait,
        CancellationToken cancellationToken)
        where T : class
    {
        while (mayWait())
        {
            using var permit = lease.Account.TryPermit(scope, SendAttempt.Ahead, mayProbe: false);
            if (permit is null)
            {
                await Task.Delay(Wait(lease, scope), time, cancellationToken);
            }
            else if (meter.TryCount(lease, route) is not { } month)
            {
                return new(new SendResult.QuotaGone());
            }
            else if (await MakeAsync(lease, scope, new Call(Guid.NewGuid(), route, permit, month, []), askAsync, cancellationToken) is { } result)
            {
                return result;
            }
        }

        return null;
    }

    /// <summary>Null when it was not made.</summary>
    private async Task<AskResult<T>?> MakeAsync<T>(
        AccountLease lease, CallScope scope, Call call, Func<CancellationToken, Task<AskResult<T>>> askAsync, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            await calls.BeginAsync(lease.Lane, call.Id, scope, call.Month, cancellationToken);
            await call.Permit.WaitAsync(time, cancellationToken);
        }
        catch
        {
            // It may have been written down all the same.
            await UndoAsync(lease, call);
            throw;
        }

        if (!lease.IsSafe() || !call.Permit.MayGo)
        {
            await UndoAsync(lease, call);
            return null;
        }

        AskResult<T> result;
        try
        {
            result = await askAsync(lease.Calls);
        }
        catch
        {
            // A defect: it may have been made.
            call.Permit.End(null);
            throw;
        }

        // A failure of this API says nothing of those that send, so the account does not stop for it.
        call.Permit.End(result.Result);
        metrics.Asked(lease.Lane.Key, call.Route, result.Result);
        await calls.EndAsync(call.Id, lease.Records);
        await meter.SettleAsync(lease, call, result.Result, lease.Records);
        return result;
    }

    private async Task UndoAsync(AccountLease lease, Call call)
    {
        call.Permit.Dispose();
        await calls.EndAsync(call.Id, lease.Records);
        await meter.GiveBackAsync(lease, call, lease.Records);
    }

    private static TimeSpan Wait(AccountLease lease, CallScope scope)
    {
        var wait = lease.Account.Pacer.Wait(scope) - SendAttempt.Ahead ?? ShortestWait;
        return wait < ShortestWait ? ShortestWait : wait > LongestWait ? LongestWait : wait;
    }
}
