using Microsoft.Extensions.Options;
using PicoClaw.Egress.Outbox;
using PicoClaw.Storage;

namespace PicoClaw.Egress.Housekeeping;

/// <summary>Deletes ended replies and calls after their retention, in small batches.</summary>
internal sealed class OutboxCleaner(
    [FromKeyedServices(EgressService.Name)] IStore store, IOptions<RetentionOptions> options, TimeProvider time, ILogger<OutboxCleaner> logger)
    : BackgroundService
{
    private const int Batch = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // Longer than any limit's window.
    private static readonly TimeSpan CallAge = TimeSpan.FromMinutes(10);

    /// <summary>One batch of each; true when more may be left.</summary>
    public Task<bool> CleanAsync(CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                var rows = 0;
                foreach (var (status, days) in new[] { (OutboxStatus.Sent, options.Value.SentDays), (OutboxStatus.Failed, options.Value.FailedDays) })
                {
                    rows = Math.Max(rows, await session.ExecuteAsync(
                        """
                        DELETE FROM outbox WHERE delivery_id IN (
                            SELECT delivery_id FROM outbox
                            WHERE status = @status AND ended_at IS NOT NULL AND ended_at < now_ms() - @keepMs ORDER BY ended_at LIMIT @Batch)
                        """,
                        new { status, keepMs = (long)TimeSpan.FromDays(days).TotalMilliseconds, Batch }));
                }

                var calls = await session.ExecuteAsync(
                    "DELETE FROM call WHERE call_id IN (SELECT call_id FROM call WHERE ended_at < now_ms() - @keepMs ORDER BY ended_at LIMIT @Batch)",
                    new { keepMs = (long)CallAge.TotalMilliseconds, Batch });
                return Math.Max(rows, calls) == Batch;
            },
            cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RunAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await CleanAsync(cancellationToken))
            {
                // Lets the sender commit in between.
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.CleaningFailed(logger, exception);
        }
    }
}
