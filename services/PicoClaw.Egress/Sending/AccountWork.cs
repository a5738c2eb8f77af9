using Microsoft.Extensions.Options;
using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Pacing;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Sending;

/// <summary>Sends for one account while this replica holds its lane.</summary>
internal sealed class AccountWork(
    AccountStates accounts, OutboxTable outbox, OutboxReader reader, CallTable calls, BudgetTable months, Delivery delivery, IOptions<LimitOptions> limits, TimeProvider time,
    ILogger<AccountWork> logger) : ILaneWork
{
    private static readonly TimeSpan LongestWindow = TimeSpan.FromMinutes(1);

    public async Task<bool> WorkAsync(LaneHold hold, CancellationToken cancellationToken)
    {
        var account = accounts.Of(hold.Lease.Key);
        if (!account.IsOwn(hold.Lease.Token))
        {
            await TakeOverAsync(hold.Lease, account, cancellationToken);
        }
        else if (!account.Budget.IsLoaded)
        {
            // A new account has nothing to take over, but its month is told by the store's clock.
            await months.LoadAsync(hold.Lease, account.Budget, cancellationToken);
        }

        account.Begin();
        var sender = new AccountSender(new Duty(hold.Lease, account, () => hold.IsLeaseSafe), hold, new HeadFeed(reader, hold.Lease), delivery, new(limits.Value.BulkEvery), time);
        var isEmpty = await sender.RunAsync(cancellationToken);
        account.End(hold.Lease.Token);
        return isEmpty;
    }

    private async Task TakeOverAsync(LaneLease lease, AccountState account, CancellationToken cancellationToken)
    {
        foreach (var call in await outbox.RecoverAsync(lease, cancellationToken))
        {
            Log.OutcomeLost(logger, call.DeliveryId, call.CallId);
        }

        await months.LoadAsync(lease, account.Budget, cancellationToken);
        account.Pacer.Adopt(await calls.RecentAsync(lease, LongestWindow, cancellationToken));
    }
}
