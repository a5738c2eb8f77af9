using Dapper;
using PicoClaw.Contracts;
using PicoClaw.Egress.Storage;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Outbox;

/// <summary>
/// What the holder of an account's lane reads. Time and memory depend on how many conversations and replies are asked for, not on how many
/// wait.
/// </summary>
internal sealed class OutboxReader([FromKeyedServices(EgressService.Name)] IStore store, Arrivals arrivals)
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
        o.route_until AS RouteUntil, o.is_alone AS IsAlone, COALESCE(NULLIF(o.body, ''), n.body) AS Body, o.recipient AS Recipient, o.parts_sent AS PartsSent,
        o.throttles AS Throttles, o.busies AS Busies, o.unknowns AS Unknowns, o.via AS Via, o.call_id AS CallId, o.error AS Error, o.trace AS Trace,
        o.replays AS Replays, o.announces AS Announces, now_ms() - o.created_at AS AgeMs,
        o.expires_at IS NOT NULL AND o.expires_at <= now_ms() AS IsExpired,
        CASE WHEN o.tried_at <= now_ms() THEN now_ms() - o.tried_at ELSE 0 END AS TriedForMs,
        o.sequence > COALESCE(t.next_sequence, 1) AS AfterGap,
        {DueInMs}
        """;

    /// <summary>What this process has put there while the lane is held.</summary>
    public Arrivals Arrivals => arrivals;

    /// <summary>
    /// The first open replies of conversations that have a reply of that priority, ordered by the lanes' ids: a list for each of
    /// <paramref name="walks"/>, in one round trip.
    /// </summary>
    public Task<IReadOnlyList<IReadOnlyList<HeadPlace>>> WalkAsync(
        LaneLease lease, IReadOnlyList<(DeliveryPriority Priority, string After)> walks, int limit, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters();
        parameters.Add("Key", lease.Key);
        parameters.Add("limit", limit);
        foreach (var (index, (priority, after)) in walks.Index())
        {
            parameters.Add($"priority{index}", (int)priority);
            parameters.Add($"after{index}", after);
        }

        return store.QueryAsync(
            session => session.BatchAsync(
                string.Concat(walks.Select((_, index) => Walk(index))),
                parameters,
                async results =>
                {
                    var places = new List<IReadOnlyList<HeadPlace>>();
                    foreach (var _ in walks)
                    {
                        places.Add(await results.RowsAsync<HeadPlace>());
                    }

                    return (IReadOnlyList<IReadOnlyList<HeadPlace>>)places;
                }),
            cancellationToken);
    }

    /// <summary>What the scheduler must know of these replies, as far as they are still open; longest waiting first.</summary>
    // Not in one query with the walk: no planner can estimate how many rows that finds, and some would read the whole table.
    public Task<IReadOnlyList<OutboxHead>> HeadsAsync(IReadOnlyList<string> deliveryIds, CancellationToken cancellationToken)
    {
        var parameters = Clocks();
        var ids = InList.Of(deliveryIds, parameters);
        return store.QueryAsync(
            session => session.QueryAsync<OutboxHead>(
                $"""
                SELECT o.thread_id AS LaneId, o.delivery_id AS DeliveryId, o.status AS Status, o.priority AS Priority, o.digest AS Digest,
                       o.route_until AS RouteUntil, o.sequence = {Notice.Sequence} AS IsNotice, {DueInMs}
                FROM outbox AS o LEFT JOIN thread AS t ON t.thread_id = o.thread_id
                WHERE o.delivery_id IN {ids} AND o.status IN {OutboxStatus.Open} ORDER BY o.created_at, o.thread_id
                """,
                parameters),
            cancellationToken);
    }

    // A sequence number may be there twice: from another sender, or from an agent whose store was restored. By the number alone both sizes would
    // count at once, and neither would ever be read.
    /// <summary>The open replies of a conversation in sequence, until their texts together are larger than <paramref name="maxBytes"/>.</summary>
    public Task<IReadOnlyList<OutboxRow>> RowsAsync(LaneLease lease, string laneId, long maxBytes, int limit, CancellationToken cancellationToken) =>
        store.QueryAsync(
            session => session.QueryAsync<OutboxRow>(
                $"""
                SELECT {Columns}, fitting.is_last AS IsLast
                FROM (
                    SELECT delivery_id, SUM(size) OVER place - size AS before, ROW_NUMBER() OVER place AS number,
                        LEAD(delivery_id) OVER place IS NULL AS is_last
                    FROM (
                        SELECT delivery_id, sequence, created_at, size FROM outbox
                        WHERE lane_key = @Key AND thread_id = @laneId AND status IN {OutboxStatus.Open}
                        ORDER BY sequence, created_at, delivery_id LIMIT @limit + 1
                    ) AS open
                    WINDOW place AS (ORDER BY sequence, created_at, delivery_id)
                ) AS fitting
                JOIN outbox AS o ON o.delivery_id = fitting.delivery_id
                LEFT JOIN thread AS t ON t.thread_id = o.thread_id
                LEFT JOIN notification AS n ON n.notification_id = o.notification_id
                WHERE fitting.before <= @maxBytes AND fitting.number <= @limit
                ORDER BY o.sequence, o.created_at, o.delivery_id
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
                parameters.Add("Key", lease.Key);
                return session.QueryAsync<OutboxRow>(
                    $"""
                    SELECT {Columns} FROM outbox AS o LEFT JOIN thread AS t ON t.thread_id = o.thread_id
                    LEFT JOIN notification AS n ON n.notification_id = o.notification_id
                    WHERE o.delivery_id IN {InList.Of(deliveryIds, parameters)} AND o.lane_key = @Key AND o.status = '{OutboxStatus.Queued}'
                    """,
                    parameters);
            },
            cancellationToken);

    // Not MIN: without fresh statistics PostgreSQL reads all rows for it.
    private static string Walk(int index) =>
        $"""
        WITH RECURSIVE walk (thread_id, place) AS (
            SELECT (
                SELECT thread_id FROM outbox
                WHERE lane_key = @Key AND priority = @priority{index} AND status IN {OutboxStatus.Open} AND thread_id > @after{index}
                ORDER BY thread_id LIMIT 1), 1
            UNION ALL
            SELECT (
                SELECT o.thread_id FROM outbox AS o
                WHERE o.lane_key = @Key AND o.priority = @priority{index} AND o.status IN {OutboxStatus.Open} AND o.thread_id > walk.thread_id
                ORDER BY o.thread_id LIMIT 1), place + 1
            FROM walk WHERE walk.thread_id IS NOT NULL AND place < @limit
        )
        SELECT walk.thread_id AS LaneId, (
            SELECT head.delivery_id FROM outbox AS head
            WHERE head.lane_key = @Key AND head.thread_id = walk.thread_id AND head.status IN {OutboxStatus.Open}
            ORDER BY head.sequence, head.created_at, head.delivery_id LIMIT 1) AS DeliveryId
        FROM walk WHERE walk.thread_id IS NOT NULL;

        """;

    private static DynamicParameters Clocks() => new(new { GapPatienceMs, LatestGapMs, LatestRetryMs });
}
