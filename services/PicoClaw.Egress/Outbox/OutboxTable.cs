using System.Collections.Concurrent;
using System.Data;
using Dapper;
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

    private static readonly ConcurrentDictionary<string, string> Begins = new(StringComparer.Ordinal);

    /// <summary>Takes over the calls that were out when their process died: their outcome is unknown.</summary>
    public Task<IReadOnlyList<UnknownCall>> RecoverAsync(LaneLease lease, CancellationToken cancellationToken)
    {
        // Of runs whose commit was not seen to end: when it was made, the next run finds nothing more to mark.
        var earlier = new HashSet<UnknownCall>();
        return store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, lease);

                // An end in the future was written by a clock that ran ahead; it would fill the windows of every takeover until then.
                await session.ExecuteAsync("UPDATE call SET ended_at = now_ms() WHERE lane_key = @Key AND (ended_at IS NULL OR ended_at > now_ms())", lease);
                // An upload delivers nothing: its reply is not in doubt.
                await session.ExecuteAsync(
                    $"""
                    UPDATE outbox SET status = '{OutboxStatus.Queued}'
                    WHERE lane_key = @Key AND status = '{OutboxStatus.Sending}'
                        AND call_id IN (SELECT call_id FROM call WHERE lane_key = @Key AND api = '{CallScope.UploadApi}')
                    """,
                    lease);
                var marked = await session.QueryAsync<UnknownCall>(
                    $"""
                    UPDATE outbox SET status = '{OutboxStatus.Queued}', unknowns = unknowns + 1, not_before = now_ms() + @graceMs
                    WHERE lane_key = @Key AND status = '{OutboxStatus.Sending}'
                    RETURNING delivery_id AS DeliveryId, call_id AS CallId
                    """,
                    new { lease.Key, graceMs = (long)RecordGrace.TotalMilliseconds });
                var known = earlier.Count == 0 ? [] : await InDoubtAsync(session, lease);
                IReadOnlyList<UnknownCall> all = [.. marked, .. known.Where(earlier.Contains)];
                earlier.UnionWith(marked);
                return all;
            },
            cancellationToken);
    }

    /// <summary>
    /// Written before the call is made, so that a crash leaves a trace. False when the rows are not what they were: the outcome
    /// of an earlier call has come.
    /// </summary>
    public async Task<bool> BeginAsync(
        LaneLease lease, IReadOnlyList<OutboxRow> rows, string via, Guid callId, CallScope scope, string month, CancellationToken cancellationToken)
    {
        var id = callId.ToString();
        try
        {
            return await store.ExecuteAsync(session => BeginAsync(session, lease, rows, via, id, scope, month), cancellationToken);
        }
        catch (RequirementException)
        {
            // They are also changed by the call's own begin, when its first commit was made and the end of it was not seen.
            return await store.QueryAsync(
                session => session.FirstOrDefaultAsync<long>("SELECT COUNT(*) FROM call WHERE call_id = @id", new { id }), cancellationToken) > 0;
        }
    }

    /// <summary>Writes down what was decided about rows without a call.</summary>
    public Task DecideAsync(LaneLease lease, IReadOnlyList<(OutboxRow Row, RowChange Change)> changes, CancellationToken cancellationToken)
    {
        var batch = new ChangeBatch(callId: null, changes);
        return store.ExecuteAsync(
            session => LaneTable.GuardAsync(session, lease, batch.Sql, batch.Parameters, batch.ReadAsync), cancellationToken);
    }

    /// <summary>
    /// Records the outcome of a call, even if another replica holds the lane by now or a takeover has marked it unknown. False when another
    /// call has been begun for its rows.
    /// </summary>
    public async Task<bool> RecordAsync(
        LaneLease lease, Guid callId, IReadOnlyList<(OutboxRow Row, RowChange Change)> changes, CancellationToken cancellationToken)
    {
        var batch = new ChangeBatch(callId.ToString(), changes);
        var sql = batch.Sql;

        // A row that was not changed has another call, or the change was committed before and the end of that commit was not seen.
        return await ChangeAsync() || await store.QueryAsync(
            session => session.FirstOrDefaultAsync<long>(
                "SELECT COUNT(*) FROM outbox WHERE delivery_id = @DeliveryId AND call_id = @callId",
                new { changes[0].Row.DeliveryId, callId = callId.ToString() }),
            cancellationToken) > 0;

        async Task<bool> ChangeAsync()
        {
            try
            {
                return await store.ExecuteAsync(
                    session => LaneTable.GuardAsync(session, lease, sql, batch.Parameters, batch.ReadAsync), cancellationToken);
            }
            catch (LeaseLostException)
            {
                return await store.WriteAsync(
                    async session =>
                    {
                        // Another holder may begin a call for the same rows at this moment.
                        await LaneTable.LockAsync(session, lease.Key);
                        return await session.BatchAsync(sql, batch.Parameters, batch.ReadAsync);
                    },
                    cancellationToken);
            }
        }
    }

    private static Task<IReadOnlyList<UnknownCall>> InDoubtAsync(StoreSession session, LaneLease lease) =>
        session.QueryAsync<UnknownCall>(
            $"""
            SELECT delivery_id AS DeliveryId, call_id AS CallId FROM outbox
            WHERE lane_key = @Key AND status = '{OutboxStatus.Queued}' AND unknowns > 0 AND call_id IS NOT NULL
            """,
            lease);

    private static Task<bool> BeginAsync(
        StoreSession session, LaneLease lease, IReadOnlyList<OutboxRow> rows, string via, string callId, CallScope scope, string month)
    {
        var parameters = new DynamicParameters();
        parameters.Add("callId", callId);
        parameters.Add("unknowns", rows[0].Unknowns);

        // After an unknown outcome the next send takes the same way, whatever is uploaded between.
        parameters.Add("via", scope == CallScope.Upload && rows[0].Unknowns > 0 ? rows[0].Via : via, DbType.String);
        parameters.Add("api", scope.Api, DbType.String);
        parameters.Add("webhook", scope.Webhook, DbType.String);
        parameters.Add("conversation", scope.Conversation, DbType.String);
        parameters.Add("month", month);
        parameters.Add("rows", rows.Count);
        parameters.Add("calls", scope.Api is null ? 0 : 1);
        parameters.Add("webhooks", scope.Api is null ? 1 : 0);

        var ids = InList.Of([.. rows.Select(row => row.DeliveryId)], parameters);
        return LaneTable.GuardAsync(session, lease, Begins.GetOrAdd(ids, Begin), parameters, _ => Task.FromResult(true));
    }

    // The month comes last: all calls of the account change its row, so it is locked for no longer than the commit.
    private static string Begin(string ids) =>
        $"""
        UPDATE outbox SET status = '{OutboxStatus.Sending}', via = @via, call_id = @callId,
            tried_at = CASE WHEN tried_at <= now_ms() THEN tried_at ELSE now_ms() END
        WHERE delivery_id IN {ids} AND status = '{OutboxStatus.Queued}' AND unknowns = @unknowns;
        SELECT require(COUNT(*) = @rows AND NOT EXISTS (SELECT 1 FROM call WHERE call_id = @callId), 'the rows are as they were read')
        FROM outbox WHERE delivery_id IN {ids} AND call_id = @callId;
        INSERT INTO call (call_id, lane_key, api, webhook, thread_id, month, ended_at)
        VALUES (@callId, @Key, @api, @webhook, @conversation, @month, NULL);
        {BudgetTable.CountOne}
        """;
}
