using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Outbox;

/// <summary>The outbox as the holder of an account's lane sees it. Every write is guarded by the lease.</summary>
internal sealed class OutboxTable([FromKeyedServices(EgressService.Name)] IStore store)
{
    /// <summary>How long a reply waits for those before it that are missing.</summary>
    private static readonly long GapPatienceMs = (long)TimeSpan.FromSeconds(60).TotalMilliseconds;

    /// <summary>Takes over the calls that nobody saw the end of: their outcome is unknown.</summary>
    public Task<IReadOnlyList<UnknownCall>> RecoverAsync(LaneLease lease, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, lease);
                return await session.QueryAsync<UnknownCall>(
                    """
                    UPDATE outbox SET status = 'queued', unknowns = unknowns + 1 WHERE lane_key = @Key AND status = 'sending'
                    RETURNING delivery_id AS DeliveryId, call_id AS CallId
                    """,
                    lease);
            },
            cancellationToken);

    /// <summary>The first open reply of every conversation of the account: those that are due, longest waiting first, then the others as they become due.</summary>
    public Task<IReadOnlyList<OutboxRow>> HeadsAsync(LaneLease lease, int limit, CancellationToken cancellationToken) =>
        store.ReadAsync(
            session => session.QueryAsync<OutboxRow>(
                """
                SELECT * FROM (
                    SELECT o.delivery_id AS DeliveryId, o.thread_id AS ThreadId, o.sequence AS Sequence, o.body AS Body, o.parts_sent AS PartsSent,
                           o.throttles AS Throttles, o.unknowns AS Unknowns, o.via AS Via, o.created_at AS CreatedAt, now_ms() - COALESCE(o.tried_at, now_ms()) AS TriedForMs,
                           CASE WHEN o.sequence > COALESCE(t.next_sequence, 1) AND o.created_at + @GapPatienceMs > o.not_before
                                THEN o.created_at + @GapPatienceMs ELSE o.not_before END - now_ms() AS DueInMs,
                           o.sequence > COALESCE(t.next_sequence, 1) AS AfterGap
                    FROM (SELECT thread_id, MIN(sequence) AS sequence FROM outbox WHERE lane_key = @Key AND status IN ('queued', 'sending') GROUP BY thread_id) AS head
                    JOIN outbox AS o ON o.lane_key = @Key AND o.thread_id = head.thread_id AND o.sequence = head.sequence AND o.status = 'queued'
                    LEFT JOIN thread AS t ON t.thread_id = o.thread_id
                ) AS heads
                ORDER BY CASE WHEN DueInMs > 0 THEN DueInMs ELSE 0 END, CreatedAt LIMIT @limit
                """,
                new { lease.Key, GapPatienceMs, limit }),
            cancellationToken);

    /// <summary>Says before the call that it will be made, so that a crash leaves its trace.</summary>
    public Task BeginAsync(LaneLease lease, OutboxRow row, string via, Guid callId, CancellationToken cancellationToken) =>
        UpdateAsync(lease, row, "status = 'sending', via = @via, call_id = @callId, tried_at = COALESCE(tried_at, now_ms())", new { row.DeliveryId, via, callId = callId.ToString() }, cancellationToken);

    public Task PartSentAsync(LaneLease lease, OutboxRow row, int partsSent, CancellationToken cancellationToken) =>
        UpdateAsync(lease, row, "status = 'queued', parts_sent = @partsSent, unknowns = 0, throttles = 0", new { row.DeliveryId, partsSent }, cancellationToken);

    public Task ThrottledAsync(LaneLease lease, OutboxRow row, TimeSpan delay, string reason, CancellationToken cancellationToken) =>
        UpdateAsync(
            lease,
            row,
            "status = 'queued', throttles = throttles + 1, not_before = now_ms() + @delayMs, error = @reason",
            new { row.DeliveryId, delayMs = (long)delay.TotalMilliseconds, reason },
            cancellationToken);

    public Task UnknownAsync(LaneLease lease, OutboxRow row, TimeSpan delay, string reason, CancellationToken cancellationToken) =>
        UpdateAsync(
            lease,
            row,
            "status = 'queued', unknowns = unknowns + 1, not_before = now_ms() + @delayMs, error = @reason",
            new { row.DeliveryId, delayMs = (long)delay.TotalMilliseconds, reason },
            cancellationToken);

    public Task SentAsync(LaneLease lease, OutboxRow row, int partsSent, CancellationToken cancellationToken) =>
        EndAsync(lease, row, "status = 'sent', parts_sent = @partsSent, error = NULL, ended_at = now_ms()", new { row.DeliveryId, partsSent }, cancellationToken);

    public Task FailedAsync(LaneLease lease, OutboxRow row, string reason, CancellationToken cancellationToken) =>
        EndAsync(lease, row, "status = 'failed', error = @reason, ended_at = now_ms()", new { row.DeliveryId, reason }, cancellationToken);

    private Task UpdateAsync(LaneLease lease, OutboxRow row, string set, object parameters, CancellationToken cancellationToken) =>
        store.WriteAsync(session => UpdateAsync(session, lease, set, parameters), cancellationToken);

    private Task EndAsync(LaneLease lease, OutboxRow row, string set, object parameters, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                await UpdateAsync(session, lease, set, parameters);
                await session.ExecuteAsync(
                    """
                    INSERT INTO thread (thread_id, next_sequence) VALUES (@ThreadId, @next)
                    ON CONFLICT (thread_id) DO UPDATE SET next_sequence = @next WHERE thread.next_sequence < @next
                    """,
                    new { row.ThreadId, next = row.Sequence + 1 });
            },
            cancellationToken);

    private static async Task UpdateAsync(StoreSession session, LaneLease lease, string set, object parameters)
    {
        await LaneTable.GuardAsync(session, lease);
        await session.ExecuteAsync($"UPDATE outbox SET {set} WHERE delivery_id = @DeliveryId", parameters);
    }
}
