using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Cards;
using PicoClaw.Egress.Outbox;
using PicoClaw.Storage;

namespace PicoClaw.Egress.Housekeeping;

/// <summary>Counts what waits in the outbox, and the replies that failed for good.</summary>
internal sealed class OutboxCounter(
    [FromKeyedServices(EgressService.Name)] IStore store, SendMetrics metrics, TimeProvider time, ILogger<OutboxCounter> logger) : StoreCounter(time, logger)
{
    // A row written by a clock that ran ahead has age 0.
    public static readonly string Count =
        $"""
        SELECT lane_key AS Key,
            (SELECT COUNT(*) FROM outbox WHERE outbox.lane_key = lane.lane_key AND status IN {OutboxStatus.Open}) AS Waiting,
            COALESCE((
                SELECT CASE WHEN MIN(created_at) < now_ms() THEN now_ms() - MIN(created_at) ELSE 0 END
                FROM outbox WHERE outbox.lane_key = lane.lane_key AND status IN {OutboxStatus.Open}), 0) AS OldestMs,
            (SELECT COUNT(*) FROM outbox WHERE outbox.lane_key = lane.lane_key AND status = '{OutboxStatus.Failed}' AND ended_at IS NOT NULL) AS Failed,
            (SELECT COUNT(*) FROM card WHERE card.lane_key = lane.lane_key AND is_open = 1
                AND made_at <= (SELECT now_ms()) - {(long)Card.Life.TotalMilliseconds}) AS OverdueCards
        FROM lane
        """;

    public override async Task CountAsync(CancellationToken cancellationToken) =>
        metrics.Outbox(await store.QueryAsync(session => session.QueryAsync<OutboxCount>(Count), cancellationToken));
}
