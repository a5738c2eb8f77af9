using PicoClaw.Egress.Storage;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Outbox;

/// <summary>
/// What the holder of an account's lane reads. Time and memory depend on how many conversations and replies are asked for, not on how many
/// wait.
/// </summary>
internal sealed class OutboxReader([FromKeyedServices(EgressService.Name)] IStore store)
{
    /// <summary>How long a reply waits for missing ones before it.</summary>
    private static readonly long GapPatienceMs = (long)TimeSpan.FromSeconds(60).TotalMilliseconds;

    // An instant further ahead than these was written by a clock that ran ahead: it is due now. The factor allows for a clock that was set back a little.
    private static readonly long LatestGapMs = 2 * GapPatienceMs;
    private static readonly long LatestRetryMs = (long)TimeSpan.FromHours(2).TotalMilliseconds;

    private const string DueInMs =
        """
        CASE WHEN o.sequence > COALESCE(t.next_sequence, 1) AND o.created_at + @GapPatienceMs > o.not_before
             THEN CASE WHEN o.created_at + @GapPatienceMs > now_ms() + @LatestGapMs THEN 0 ELSE o.created_at + @GapPatienceMs - now_ms() END
             ELSE CASE WHEN o.not_before > now_ms() + @LatestRetryMs THEN 0 ELSE o.not_before - now_ms() END END AS DueInMs
        """;

    private const string Columns =
        $"""
        o.delivery_id AS DeliveryId, o.thread_id AS LaneId, o.sequence AS Sequence, o.status AS Status, o.priority AS Priority, o.digest AS Digest,
        o.route_until AS RouteUntil, o.created_at AS CreatedAt, o.is_alone AS IsAlone, NULLIF(o.body, '') AS Body, o.parts_sent AS PartsSent,
        o.throttles AS Throttles, o.busies AS Busies, o.unknowns AS Unknowns, o.via AS Via, o.call_id AS CallId, o.error AS Error, o.trace AS Trace,
        CASE WHEN o.tried_at <= now_ms() THEN now_ms() - o.tried_at ELSE 0 END AS TriedForMs,
        o.sequence > COALESCE(t.next_sequence, 1) AS AfterGap,
        {DueInMs}
        """;

    /// <summary>The first open replies of conversations that have a reply of that priority, ordered by the lanes' ids.</summary>
    public Task<IReadOnlyList<OutboxHead>> HeadsAsync(LaneLease lease, int priority, string after, int limit, CancellationToken cancellationToken) =>
        store.ReadAsync(
            async session =>
            {
                // Not MIN: without fresh statistics PostgreSQL reads all rows for it.
                var ids = await session.QueryAsync<string>(
                    $"""
                    WITH RECURSIVE walk (thread_id, place) AS (
                        SELECT (
                            SELECT thread_id FROM outbox
                            WHERE lane_key = @Key AND priority = @priority AND status IN {OutboxStatus.Open} AND thread_id > @after
                            ORDER BY thread_id LIMIT 1), 1
                        UNION ALL
                        SELECT (
                            SELECT o.thread_id FROM outbox AS o
                            WHERE o.lane_key = @Key AND o.priority = @priority AND o.status IN {OutboxStatus.Open} AND o.thread_id > walk.thread_id
                            ORDER BY o.thread_id LIMIT 1), place + 1
                        FROM walk WHERE walk.thread_id IS NOT NULL AND place < @limit
                    )
                    SELECT (
                        SELECT head.delivery_id FROM outbox AS head
                        WHERE head.lane_key = @Key AND head.thread_id = walk.thread_id AND head.status IN {OutboxStatus.Open} ORDER BY head.sequence LIMIT 1)
                    FROM walk WHERE walk.thread_id IS NOT NULL
                    """,
                    new { lease.Key, priority, after, limit });
                return ids.Count == 0 ? [] : await HeadsAsync(session, ids);
            },
            cancellationToken);

    /// <summary>The open replies of a conversation in sequence, until their texts together are larger than <paramref name="maxBytes"/>.</summary>
    public Task<IReadOnlyList<OutboxRow>> RowsAsync(LaneLease lease, string laneId, long maxBytes, int limit, CancellationToken cancellationToken) =>
        store.QueryAsync(
            session => session.QueryAsync<OutboxRow>(
                $"""
                SELECT {Columns}
                FROM (
                    SELECT delivery_id, SUM(size) OVER (ORDER BY sequence) - size AS before
                    FROM (
                        SELECT delivery_id, sequence, size FROM outbox
                        WHERE lane_key = @Key AND thread_id = @laneId AND status IN {OutboxStatus.Open} ORDER BY sequence LIMIT @limit
                    ) AS open
                ) AS fitting
                JOIN outbox AS o ON o.delivery_id = fitting.delivery_id
                LEFT JOIN thread AS t ON t.thread_id = o.thread_id
                WHERE fitting.before <= @maxBytes
                ORDER BY o.sequence
                """,
                new { lease.Key, laneId, maxBytes, limit, GapPatienceMs, LatestGapMs, LatestRetryMs }),
            cancellationToken);

    /// <summary>The body of a large reply.</summary>
    public Task<string> LargeBodyAsync(string deliveryId, CancellationToken cancellationToken) =>
        store.QueryAsync(
            async session =>
                await session.FirstOrDefaultAsync<string>("SELECT body FROM large_body WHERE delivery_id = @deliveryId", new { deliveryId }) ?? "",
            cancellationToken);

    /// <summary>The replies with these ids that still wait.</summary>
    public Task<IReadOnlyList<OutboxRow>> RowsAsync(LaneLease lease, IReadOnlyList<string> deliveryIds, CancellationToken cancellationToken) =>
        store.QueryAsync(
            session =>
            {
                var parameters = Clocks();
                parameters["Key"] = lease.Key;
                return session.QueryAsync<OutboxRow>(
                    $"""
                    SELECT {Columns} FROM outbox AS o LEFT JOIN thread AS t ON t.thread_id = o.thread_id
                    WHERE o.delivery_id IN {InList.Of(deliveryIds, parameters)} AND o.lane_key = @Key AND o.status = '{OutboxStatus.Queued}'
                    """,
                    parameters);
            },
            cancellationToken);

    private static Dictionary<string, object?> Clocks() =>
        new() { ["GapPatienceMs"] = GapPatienceMs, ["LatestGapMs"] = LatestGapMs, ["LatestRetryMs"] = LatestRetryMs };

    // Not in one query with the walk: no planner can estimate how many rows that finds, and some would read the whole table.
    private static Task<IReadOnlyList<OutboxHead>> HeadsAsync(StoreSession session, IReadOnlyList<string> ids)
    {
        var parameters = Clocks();
        return session.QueryAsync<OutboxHead>(
            $"""
            SELECT o.thread_id AS LaneId, o.delivery_id AS DeliveryId, o.status AS Status, o.priority AS Priority, o.digest AS Digest,
                   o.route_until AS RouteUntil, o.created_at AS CreatedAt, {DueInMs}
            FROM outbox AS o LEFT JOIN thread AS t ON t.thread_id = o.thread_id
            WHERE o.delivery_id IN {InList.Of(ids, parameters)} ORDER BY o.thread_id
            """,
            parameters);
    }
}
