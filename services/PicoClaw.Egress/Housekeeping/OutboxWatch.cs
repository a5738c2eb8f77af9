using PicoClaw.Egress.Sending;
using PicoClaw.Storage;

namespace PicoClaw.Egress.Housekeeping;

/// <summary>Counts for the metrics what lies in the outbox.</summary>
internal sealed class OutboxWatch([FromKeyedServices(EgressService.Name)] IStore store, SendMetrics metrics, TimeProvider time, ILogger<OutboxWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    public async Task CountAsync(CancellationToken cancellationToken) =>
        metrics.Outbox(await store.ReadAsync(
            session => session.QueryAsync<OutboxCount>(
                """
                SELECT lane_key AS Key,
                    (SELECT COUNT(*) FROM outbox WHERE outbox.lane_key = lane.lane_key AND status IN ('queued', 'sending')) AS Waiting,
                    COALESCE((SELECT now_ms() - MIN(created_at) FROM outbox WHERE outbox.lane_key = lane.lane_key AND status IN ('queued', 'sending')), 0) AS OldestMs,
                    (SELECT COUNT(*) FROM outbox WHERE outbox.lane_key = lane.lane_key AND status = 'failed' AND ended_at IS NOT NULL) AS Failed
                FROM lane
                """),
            cancellationToken));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                await TryCountAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task TryCountAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CountAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.CountingFailed(logger, exception.Message);
        }
    }
}
