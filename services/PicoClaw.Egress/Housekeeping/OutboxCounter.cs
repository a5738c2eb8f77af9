using PicoClaw.Egress.Sending;
using PicoClaw.Storage;

namespace PicoClaw.Egress.Housekeeping;

/// <summary>Counts what waits in the outbox, and the replies that failed for good.</summary>
internal sealed class OutboxWatch(
    [FromKeyedServices(EgressService.Name)] IStore store, SendMetrics metrics, TimeProvider time, ILogger<OutboxWatch> logger) : StoreCounter(time, logger)
{
    // What a clock that ran ahead has written is no older than now.
    private const string Count =
        """
        SELECT lane_key AS Key,
            (SELECT COUNT(*) FROM outbox WHERE outbox.lane_key = lane.lane_key AND status IN ('queued', 'sending')) AS Waiting,
            COALESCE((
                SELECT CASE WHEN MIN(created_at) < now_ms() THEN now_ms() - MIN(created_at) ELSE 0 END
                FROM outbox WHERE outbox.lane_key = lane.lane_key AND status IN ('queued', 'sending')), 0) AS OldestMs,
            (SELECT COUNT(*) FROM outbox WHERE outbox.lane_key = lane.lane_key AND status = 'failed' AND ended_at IS NOT NULL) AS Failed
        FROM lane
        """;

    public override async Task CountAsync(CancellationToken cancellationToken) =>
        metrics.Outbox(await store.ReadAsync(session => session.QueryAsync<OutboxCount>(Count), cancellationToken));
}
