using Microsoft.Extensions.Options;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Pacing;
using PicoClaw.Egress.Sending;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Scheduling;

/// <summary>Sends for one account while this replica holds its lane.</summary>
internal sealed class AccountWork(
    AccountStates accounts,
    AccountTakeover takeover,
    OutboxReader reader,
    Delivery delivery,
    SideDesks desks,
    IOptions<RotationOptions> rotation,
    TimeProvider time) : ILaneWork
{
    // When the process ends with calls out, their outcomes are recorded in this time or not at all.
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
        await takeover.PrepareAsync(hold.Lease, account, cancellationToken);
        account.Begin();
        using var records = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var end = hold.HardStop.Register(() => records.CancelAfter(LastPatience));
        var lease = new AccountLease(hold.Lease, account, () => hold.MayAct, hold.HardStop, records.Token);
        bool isEmpty;
        await using (var open = desks.Open(lease, hold, cancellationToken))
        {
            var sender = new AccountSender(lease, hold, new HeadFeed(reader, hold.Lease), open, delivery, new(rotation.Value.BulkEvery), time);
            isEmpty = await sender.RunAsync(cancellationToken);
        }

        account.End(hold.Lease.Token);
        return isEmpty;
    }
}
