using Microsoft.Extensions.Options;
using PicoClaw.Egress.Outbox;
using PicoClaw.Storage;

namespace PicoClaw.Egress.Housekeeping;

/// <summary>Deletes ended replies and calls after their retention, in small batches.</summary>
internal sealed class OutboxCleaner(
    [FromKeyedServices(EgressService.Name)] IStore store, IOptions<RetentionOptions> options, TimeProvider time, ILogger<OutboxCleaner> logger)
    : IntervalService(TimeSpan.FromMinutes(1), runsAtStart: false, time)
{
    private const int Batch = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // Longer than any limit's window.
    private static readonly TimeSpan CallAge = TimeSpan.FromMinutes(10);

    /// <summary>One batch of each; true when more may be left.</summary>
    public Task<bool> CleanAsync(CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                // The clock in a subquery: it is read once, and an index can be searched for it. A function that may change is asked for every row.
                var rows = 0;
                foreach (var (status, days) in new[] { (OutboxStatus.Sent, options.Value.SentDays), (OutboxStatus.Failed, options.Value.FailedDays), (OutboxStatus.Purged, options.Value.SentDays) })
                {
                    rows = Math.Max(rows, await session.ExecuteAsync(
                        """
                        DELETE FROM outbox WHERE delivery_id IN (
                            SELECT delivery_id FROM outbox
                            WHERE status = @status AND ended_at IS NOT NULL AND ended_at < (SELECT now_ms()) - @keepMs ORDER BY ended_at LIMIT @Batch)
                        """,
                        new { status, keepMs = (long)TimeSpan.FromDays(days).TotalMilliseconds, Batch }));
                }

                var calls = await session.ExecuteAsync(
                    "DELETE FROM call WHERE call_id IN (SELECT call_id FROM call WHERE ended_at < (SELECT now_ms()) - @keepMs ORDER BY ended_at LIMIT @Batch)",
                    new { keepMs = (long)CallAge.TotalMilliseconds, Batch });
                return Math.Max(rows, calls) == Batch;
            },
            cancellationToken);

    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await CleanAsync(cancellationToken))
        {
            // Lets the sender commit in between.
            await Task.Delay(Pause, Time, cancellationToken);
        }
    }

    protected override void OnFailed(Exception exception) => Log.CleaningFailed(logger, exception);
}
