using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Pacing;
using PicoClaw.Egress.Storage;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Outbox;

/// <summary>What the holder of an account's lane writes. The lease guards every write but the outcome of a call.</summary>
internal sealed class OutboxTable([FromKeyedServices(EgressService.Name)] IStore store)
{
    /// <summary>
    /// How long a takeover leaves replies alone whose outcome seems lost: their former holder may still live and record it when the store
    /// is back.
    /// </summary>
    public static readonly TimeSpan RecordGrace = TimeSpan.FromSeconds(10);

    /// <summary>Takes over the calls that were out when their process died: their outcome is unknown.</summary>
    public Task<IReadOnlyList<UnknownCall>> RecoverAsync(LaneLease lease, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, lease);

                // An end in the future was written by a clock that ran ahead; it would fill the windows of every takeover until then.
                await session.ExecuteAsync("UPDATE call SET ended_at = now_ms() WHERE lane_key = @Key AND (ended_at IS NULL OR ended_at > now_ms())", lease);
                return await session.QueryAsync<UnknownCall>(
                    $"""
                    UPDATE outbox SET status = '{OutboxStatus.Queued}', unknowns = unknowns + 1, not_before = now_ms() + @graceMs
                    WHERE lane_key = @Key AND status = '{OutboxStatus.Sending}'
                    RETURNING delivery_id AS DeliveryId, call_id AS CallId
                    """,
                    new { lease.Key, graceMs = (long)RecordGrace.TotalMilliseconds });
            },
            cancellationToken);

    /// <summary>
    /// Written before the call is made, so that a crash leaves a trace. False when the rows are not what they were: the outcome
    /// of an earlier call has come.
    /// </summary>
    public Task<bool> BeginAsync(
        LaneLease lease, IReadOnlyList<OutboxRow> rows, string via, Guid callId, CallScope scope, string month, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, lease);
                var parameters = new Dictionary<string, object?>
                {
                    ["Key"] = lease.Key,
                    ["callId"] = callId.ToString(),
                    ["Unknowns"] = rows[0].Unknowns,
                    ["via"] = via,
                    ["Api"] = scope.Api,
                    ["Webhook"] = scope.Webhook,
                    ["Conversation"] = scope.Conversation,
                    ["month"] = month,
                    ["calls"] = scope.Api is null ? 0 : 1,
                    ["webhooks"] = scope.Api is null ? 1 : 0,
                };
                var ids = InList.Of(Ids(rows), parameters);
                var unchanged = await session.FirstOrDefaultAsync<long>(
                    $"SELECT COUNT(*) FROM outbox WHERE delivery_id IN {ids} AND status = '{OutboxStatus.Queued}' AND unknowns = @Unknowns", parameters);
                if (unchanged < rows.Count)
                {
                    // Also true of the call's own rows, when its first commit was made and the end of it was not seen.
                    return await session.FirstOrDefaultAsync<long>("SELECT COUNT(*) FROM call WHERE call_id = @callId", parameters) > 0;
                }

                await session.ExecuteAsync(
                    $"""
                    INSERT INTO call (call_id, lane_key, api, webhook, thread_id, month, ended_at)
                    VALUES (@callId, @Key, @Api, @Webhook, @Conversation, @month, NULL);
                    UPDATE outbox SET status = '{OutboxStatus.Sending}', via = @via, call_id = @callId,
                        tried_at = CASE WHEN tried_at <= now_ms() THEN tried_at ELSE now_ms() END
                    WHERE delivery_id IN {ids};
                    {BudgetTable.CountOne}
                    """,
                    parameters);
                return true;
            },
            cancellationToken);

    /// <summary>Writes down what was decided about rows without a call.</summary>
    public Task DecideAsync(LaneLease lease, IReadOnlyList<(OutboxRow Row, RowChange Change)> changes, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, lease);
                await ChangeAsync(session, callId: null, changes);
            },
            cancellationToken);

    /// <summary>
    /// Records the outcome of a call, even if another replica holds the lane by now or a takeover has marked it unknown. False when another
    /// call has been begun for its rows.
    /// </summary>
    public async Task<bool> RecordAsync(
        LaneLease lease, Guid callId, IReadOnlyList<(OutboxRow Row, RowChange Change)> changes, CancellationToken cancellationToken)
    {
        try
        {
            return await RecordAsync(session => LaneTable.GuardAsync(session, lease), callId, changes, cancellationToken);
        }
        catch (LeaseLostException)
        {
            // Another holder may begin a call for the same rows at this moment.
            return await RecordAsync(session => LaneTable.LockAsync(session, lease.Key), callId, changes, cancellationToken);
        }
    }

    private Task<bool> RecordAsync(
        Func<StoreSession, Task> enter, Guid callId, IReadOnlyList<(OutboxRow Row, RowChange Change)> changes, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                var id = callId.ToString();
                await enter(session);
                await session.ExecuteAsync("UPDATE call SET ended_at = now_ms() WHERE call_id = @id", new { id });
                await ChangeAsync(session, id, changes);
                return await session.FirstOrDefaultAsync<long>(
                    "SELECT COUNT(*) FROM outbox WHERE delivery_id = @DeliveryId AND call_id = @id", new { changes[0].Row.DeliveryId, id }) > 0;
            },
            cancellationToken);

    private static async Task ChangeAsync(StoreSession session, string? callId, IReadOnlyList<(OutboxRow Row, RowChange Change)> changes)
    {
        foreach (var group in changes.GroupBy(one => (one.Change, one.Row.Throttles, one.Row.Busies, one.Row.Unknowns), one => one.Row))
        {
            await ChangeAsync(session, callId, [.. group], group.Key.Change);
        }
    }

    // The counts are those from before the call plus its own, so that neither a takeover's mark nor a repeated transaction adds to them.
    private static async Task ChangeAsync(StoreSession session, string? callId, IReadOnlyList<OutboxRow> rows, RowChange change)
    {
        var parameters = new Dictionary<string, object?>
        {
            ["callId"] = callId,
            ["Status"] = change.Status,
            ["Error"] = change.Error?.Replace('\0', ' '),
            ["PartsSent"] = change.PartsSent,
            ["Throttles"] = change.IsClean ? 0 : rows[0].Throttles + change.Throttles,
            ["Busies"] = change.IsClean ? 0 : rows[0].Busies + change.Busies,
            ["Unknowns"] = change.IsClean ? 0 : rows[0].Unknowns + change.Unknowns,
            ["DelayMs"] = change.DelayMs,
            ["alone"] = change.IsAlone ? 1 : 0,
            ["end"] = change.IsEnd ? 1 : 0,
        };
        var changed = await session.ExecuteAsync(
            $"""
            UPDATE outbox SET status = @Status, error = @Error, parts_sent = COALESCE(@PartsSent, parts_sent),
                throttles = @Throttles, busies = @Busies, unknowns = @Unknowns,
                is_alone = CASE WHEN @alone = 1 THEN 1 ELSE is_alone END, not_before = CASE WHEN @DelayMs > 0 THEN now_ms() + @DelayMs ELSE not_before END,
                ended_at = CASE WHEN @end = 1 THEN now_ms() ELSE NULL END
            WHERE delivery_id IN {InList.Of(Ids(rows), parameters)} {(callId is null ? "" : $"AND call_id = @callId AND status IN {OutboxStatus.Open}")}
            """,
            parameters);
        if (changed == 0 || !change.IsEnd)
        {
            return;
        }

        foreach (var thread in rows.GroupBy(row => row.LaneId))
        {
            await session.ExecuteAsync(
                """
                INSERT INTO thread (thread_id, next_sequence) VALUES (@laneId, @next)
                ON CONFLICT (thread_id) DO UPDATE SET next_sequence = @next WHERE thread.next_sequence < @next
                """,
                new { laneId = thread.Key, next = thread.Max(row => row.Sequence) + 1 });
        }
    }

    private static string[] Ids(IReadOnlyList<OutboxRow> rows) => [.. rows.Select(row => row.DeliveryId)];
}
