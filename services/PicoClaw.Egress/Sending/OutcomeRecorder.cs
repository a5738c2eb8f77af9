using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Outcomes;
using PicoClaw.Egress.Pacing;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Sending;

/// <summary>Records each call before it is made, and its outcome afterwards; then notifies the observers.</summary>
internal sealed class OutcomeRecorder(OutboxTable outbox, OutcomeQueue outcomes, SendMetrics metrics, TimeProvider time, ILogger<OutcomeRecorder> logger)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(60);

    /// <summary>A call will be made. False when its rows are not what they were: the outcome of an earlier call has come.</summary>
    public async Task<bool> BeginAsync(LaneLease lease, Call call, CallScope scope, CancellationToken cancellationToken)
    {
        if (!await outbox.BeginAsync(lease, call.Rows, call.Route.Name, call.Id, scope, call.Month, cancellationToken))
        {
            return false;
        }

        LogGap(call.First.First);
        return true;
    }

    /// <summary>What was decided without a call.</summary>
    public async Task DecideAsync(LaneLease lease, IReadOnlyList<(OutboxRow Row, RowChange Change)> changes, CancellationToken cancellationToken)
    {
        LogGap(changes[0].Row);
        await outbox.DecideAsync(lease, changes, cancellationToken);
        NotifyObservers(lease.Key, null, null, changes);
    }

    /// <summary>The outcome of a call. Waits for a store that is away, even when the lease is lost meanwhile.</summary>
    public async Task RecordAsync(AccountLease lease, Guid callId, string? key, IReadOnlyList<(OutboxRow Row, RowChange Change)> changes)
    {
        if (await WriteAsync(lease, callId, changes))
        {
            NotifyObservers(lease.Lane.Key, callId, key, changes);
        }
        else
        {
            Log.OutcomeTooLate(logger, callId);
        }
    }

    /// <summary>Nothing was sent: the replies wait as before, if their call was written down at all.</summary>
    public Task PutBackAsync(AccountLease lease, Call call) => WriteAsync(lease, call.Id, [.. call.Rows.Select(row => (row, RowChange.Queued))]);

    // A known outcome that is not written would be taken for unknown, and the reply sent again. So even what the store refuses is tried
    // again. Few can wait here: each holds the place of a call.
    private async Task<bool> WriteAsync(AccountLease lease, Guid callId, IReadOnlyList<(OutboxRow Row, RowChange Change)> changes)
    {
        for (var delay = FirstDelay; ; delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
        {
            try
            {
                return await outbox.RecordAsync(lease.Lane, callId, changes, lease.Records);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.OutcomeNotRecorded(logger, callId, delay, exception.Message);
                await Task.Delay(delay, time, lease.Records);
            }
        }
    }

    // Once: at its later attempts the reply has a route.
    private void LogGap(OutboxRow row)
    {
        if (row.AfterGap && row.Via is null)
        {
            Log.GapSkipped(logger, row.LaneId, row.Sequence);
        }
    }

    private void NotifyObservers(string account, Guid? callId, string? key, IReadOnlyList<(OutboxRow Row, RowChange Change)> changes)
    {
        foreach (var (row, change) in changes)
        {
            switch (change)
            {
                case { Status: OutboxStatus.Sent }:
                    outcomes.Delivered(row, callId, key);
                    break;
                case { Status: OutboxStatus.Failed }:
                    Log.DeliveryFailed(logger, row.DeliveryId, change.Error!);
                    outcomes.Failed(row, change.Error!);
                    break;
                case { Why: { } why }:
                    Log.LeftOut(logger, row.DeliveryId, change.Error!);
                    metrics.LeftOut(account, why);
                    break;
                case { Replacement: not null }:
                    Log.Replaced(logger, row.DeliveryId, change.Error!);
                    break;
                case { IsQuiet: true }:
                    Log.WaitsForPlatform(logger, row.DeliveryId, TimeSpan.FromMilliseconds(change.DelayMs), change.Error!);
                    break;
                case { Throttles: > 0 } or { Busies: > 0 }:
                    Log.Postponed(logger, row.DeliveryId, TimeSpan.FromMilliseconds(change.DelayMs), change.Error!);
                    break;
            }
        }
    }
}
