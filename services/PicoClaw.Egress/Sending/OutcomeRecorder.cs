using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Outcomes;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Sending;

/// <summary>Writes down what became of replies and, once that is committed, tells the observers.</summary>
internal sealed class Ledger(OutboxTable outbox, OutcomeQueue outcomes, TimeProvider time, ILogger<Ledger> logger)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(60);

    /// <summary>What was decided without a call.</summary>
    public async Task DecideAsync(LaneLease lease, IReadOnlyList<(OutboxRow Row, RowChange Change)> changes, CancellationToken cancellationToken)
    {
        await outbox.DecideAsync(lease, changes, cancellationToken);
        Tell(null, changes);
    }

    /// <summary>What a call came to. Waits here for a store that is away, whatever becomes of the lease meanwhile.</summary>
    public async Task RecordAsync(Duty duty, Guid callId, IReadOnlyList<(OutboxRow Row, RowChange Change)> changes)
    {
        if (await WriteAsync(duty, callId, changes))
        {
            Tell(callId, changes);
        }
        else
        {
            Log.OutcomeTooLate(logger, callId);
        }
    }

    /// <summary>Nothing was called, or nothing came of it: the replies wait as before, if their call was written down at all.</summary>
    public Task PutBackAsync(Duty duty, Call call) => WriteAsync(duty, call.Id, [.. call.Rows.Select(row => (row, RowChange.Queued))]);

    // A known outcome that is not written would be taken for unknown, and the reply sent again. So even what the store refuses is tried again; few can wait here, as each holds the place of a call.
    private async Task<bool> WriteAsync(Duty duty, Guid callId, IReadOnlyList<(OutboxRow Row, RowChange Change)> changes)
    {
        for (var delay = FirstDelay; ; delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
        {
            try
            {
                return await outbox.RecordAsync(duty.Lease.Key, callId, changes, duty.Records);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.OutcomeNotRecorded(logger, callId, delay, exception.Message);
                await Task.Delay(delay, time, duty.Records);
            }
        }
    }

    private void Tell(Guid? callId, IReadOnlyList<(OutboxRow Row, RowChange Change)> changes)
    {
        foreach (var (row, change) in changes)
        {
            switch (change)
            {
                case { Status: "sent" }:
                    outcomes.Delivered(row, callId);
                    break;
                case { Status: "failed" }:
                    Log.DeliveryFailed(logger, row.DeliveryId, change.Error!);
                    outcomes.Failed(row, change.Error!);
                    break;
                case { IsQuiet: true }:
                    Log.WaitsForDingTalk(logger, row.DeliveryId, TimeSpan.FromMilliseconds(change.DelayMs), change.Error!);
                    break;
                case { Throttles: > 0 } or { Busies: > 0 }:
                    Log.Postponed(logger, row.DeliveryId, TimeSpan.FromMilliseconds(change.DelayMs), change.Error!);
                    break;
            }
        }
    }
}
