using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Sending;

namespace PicoClaw.Egress.Attachments;

/// <summary>Makes the call for an address by the rules of every call: a permit, a place in the month, written down before and after.</summary>
internal sealed class AddressCaller(AddressTable table, CallMeter meter, SendMetrics metrics, TimeProvider time)
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);

    /// <summary>Null when no permit came in time, or the process stops.</summary>
    public async Task<AddressResult?> CallAsync(
        AccountLease lease, IAttachmentSource source, AddressRequest request, Func<bool> mayWait, CancellationToken cancellationToken)
    {
        while (mayWait())
        {
            using var permit = lease.Account.TryPermit(source.Scope, SendAttempt.Ahead, mayProbe: false);
            if (permit is null)
            {
                await Task.Delay(Wait(lease, source), time, cancellationToken);
            }
            else if (meter.TryCount(lease, source.Route) is not { } month)
            {
                return new AddressResult(new SendResult.QuotaGone());
            }
            else if (await MakeAsync(lease, source, request, new Call(Guid.NewGuid(), source.Route, permit, month, []), cancellationToken) is { } result)
            {
                return result;
            }
        }

        return null;
    }

    /// <summary>Null when it was not made.</summary>
    private async Task<AddressResult?> MakeAsync(
        AccountLease lease, IAttachmentSource source, AddressRequest request, Call call, CancellationToken cancellationToken)
    {
        try
        {
            await table.BeginAsync(lease.Lane, call.Id, source.Scope, call.Month, cancellationToken);
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

        AddressResult result;
        try
        {
            result = await source.AskAsync(request.Account, request.Reference, lease.Calls);
        }
        catch
        {
            // A defect: it may have been made.
            call.Permit.End(null);
            throw;
        }

        // A failure of this API says nothing of those that send, so the account does not stop for it.
        call.Permit.End(result.Result);
        metrics.Asked(lease.Lane.Key, source.Route, result.Result);
        await table.EndAsync(call.Id, lease.Records);
        await meter.SettleAsync(lease, call, result.Result, lease.Records);
        return result;
    }

    private async Task UndoAsync(AccountLease lease, Call call)
    {
        call.Permit.Dispose();
        await table.EndAsync(call.Id, lease.Records);
        await meter.GiveBackAsync(lease, call, lease.Records);
    }

    private static TimeSpan Wait(AccountLease lease, IAttachmentSource source)
    {
        var wait = lease.Account.Pacer.Wait(source.Scope) - SendAttempt.Ahead ?? ShortestWait;
        return wait < ShortestWait ? ShortestWait : wait > LongestWait ? LongestWait : wait;
    }
}
