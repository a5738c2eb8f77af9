using Microsoft.Extensions.Options;
using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Pacing;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Sending;

/// <summary>Sends for one account while this replica holds its lane.</summary>
internal sealed class AccountWork(
    AccountStates accounts, OutboxTable outbox, OutboxReader reader, CallTable calls, BudgetTable months, Delivery delivery, Judge judge, SendMetrics metrics, IOptions<LimitOptions> limits,
    TimeProvider time, ILogger<AccountWork> logger) : ILaneWork
{
    private static readonly TimeSpan LongestWindow = TimeSpan.FromMinutes(1);

    // When the process ends with calls out, what became of them is recorded in this time or not at all.
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(1);

    public async Task<bool> WorkAsync(LaneHold hold, CancellationToken cancellationToken)
    {
        var account = accounts.Of(hold.Lease.Key);
        await account.EnterAsync(cancellationToken);
        try
        {
            return await SendAsync(hold, account, cancellationToken);
        }
        finally
        {
            account.Leave();
        }
    }

    private async Task<bool> SendAsync(LaneHold hold, AccountState account, CancellationToken cancellationToken)
    {
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
        metrics.Begin(hold.Lease.Key);
        using var records = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var end = hold.HardStop.Register(() => records.CancelAfter(LastPatience));
        var duty = new Duty(hold.Lease, account, () => hold.IsLeaseSafe, hold.HardStop, records.Token);
        var sender = new AccountSender(duty, hold, new HeadFeed(reader, hold.Lease), delivery, new(limits.Value.BulkEvery), time);
        var isEmpty = await sender.RunAsync(cancellationToken);
        account.End(hold.Lease.Token);
        return isEmpty;
    }

    private async Task TakeOverAsync(LaneLease lease, AccountState account, CancellationToken cancellationToken)
    {
        var lost = await outbox.RecoverAsync(lease, cancellationToken);
        metrics.Unknown(lease.Key, lost.Count);
        foreach (var call in lost)
        {
            Log.OutcomeLost(logger, call.DeliveryId, call.CallId, judge.ConsequenceOfLoss);
        }

        await months.LoadAsync(lease, account.Budget, cancellationToken);
        account.Pacer.Adopt(await calls.RecentAsync(lease, LongestWindow, cancellationToken));
    }
}
