using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Pacing;
using PicoClaw.Egress.Storage;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Outbox;

/// <summary>The outbox as the holder of an account's lane writes it. Every write is guarded by the lease.</summary>
internal sealed class OutboxTable([FromKeyedServices(EgressService.Name)] IStore store)
{
    /// <summary>Takes over the calls that nobody saw the end of: their outcome is unknown.</summary>
    public Task<IReadOnlyList<UnknownCall>> RecoverAsync(LaneLease lease, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, lease);

                // An end that lies ahead was written by a clock that ran ahead; left so, it would fill the windows of every takeover until then.
                await session.ExecuteAsync("UPDATE call SET ended_at = now_ms() WHERE lane_key = @Key AND (ended_at IS NULL OR ended_at > now_ms())", lease);
                return await session.QueryAsync<UnknownCall>(
                    """
                    UPDATE outbox SET status = 'queued', unknowns = unknowns + 1 WHERE lane_key = @Key AND status = 'sending'
                    RETURNING delivery_id AS DeliveryId, call_id AS CallId
                    """,
                    lease);
            },
            cancellationToken);

    /// <summary>Says before the call that it will be made, so that a crash leaves its trace.</summary>
    public Task BeginAsync(LaneLease lease, IReadOnlyList<OutboxRow> rows, string via, Guid callId, CallScope scope, string month, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, lease);
                var parameters = new Dictionary<string, object?>
                {
                    ["Key"] = lease.Key,
                    ["callId"] = callId.ToString(),
                    ["via"] = via,
                    ["Api"] = scope.Api,
                    ["Webhook"] = scope.Webhook,
                    ["Conversation"] = scope.Conversation,
                    ["month"] = month,
                    ["calls"] = scope.Api is null ? 0 : 1,
                    ["webhooks"] = scope.Api is null ? 1 : 0,
                };
                await session.ExecuteAsync(
                    $"""
                    INSERT INTO call (call_id, lane_key, api, webhook, thread_id, month, ended_at) VALUES (@callId, @Key, @Api, @Webhook, @Conversation, @month, NULL);
                    UPDATE outbox SET status = 'sending', via = @via, call_id = @callId, tried_at = CASE WHEN tried_at <= now_ms() THEN tried_at ELSE now_ms() END
                    WHERE delivery_id IN {InList.Of(Ids(rows), parameters)};
                    {BudgetTable.CountOne}
                    """,
                    parameters);
            },
            cancellationToken);

    /// <summary>Writes down what a call came to, or, without a call, what was decided about a row.</summary>
    public Task EndAsync(LaneLease lease, Guid? callId, IReadOnlyList<(OutboxRow Row, RowChange Change)> changes, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, lease);
                foreach (var group in changes.GroupBy(change => change.Change, change => change.Row))
                {
                    await ChangeAsync(session, [.. group], group.Key);
                }

                if (callId is { } id)
                {
                    await session.ExecuteAsync("UPDATE call SET ended_at = now_ms() WHERE call_id = @id", new { id = id.ToString() });
                }
            },
            cancellationToken);

    private static async Task ChangeAsync(StoreSession session, IReadOnlyList<OutboxRow> rows, RowChange change)
    {
        var parameters = new Dictionary<string, object?>
        {
            ["Status"] = change.Status,
            ["Error"] = change.Error,
            ["PartsSent"] = change.PartsSent,
            ["Throttles"] = change.Throttles,
            ["Busies"] = change.Busies,
            ["Unknowns"] = change.Unknowns,
            ["DelayMs"] = change.DelayMs,
            ["clean"] = change.IsClean ? 1 : 0,
            ["alone"] = change.IsAlone ? 1 : 0,
            ["end"] = change.IsEnd ? 1 : 0,
        };
        await session.ExecuteAsync(
            $"""
            UPDATE outbox SET status = @Status, error = @Error, parts_sent = COALESCE(@PartsSent, parts_sent),
                throttles = CASE WHEN @clean = 1 THEN 0 ELSE throttles + @Throttles END, busies = CASE WHEN @clean = 1 THEN 0 ELSE busies + @Busies END,
                unknowns = CASE WHEN @clean = 1 THEN 0 ELSE unknowns + @Unknowns END,
                is_alone = CASE WHEN @alone = 1 THEN 1 ELSE is_alone END, not_before = CASE WHEN @DelayMs > 0 THEN now_ms() + @DelayMs ELSE not_before END,
                ended_at = CASE WHEN @end = 1 THEN now_ms() ELSE NULL END
            WHERE delivery_id IN {InList.Of(Ids(rows), parameters)}
            """,
            parameters);
        if (!change.IsEnd)
        {
            return;
        }

        foreach (var thread in rows.GroupBy(row => row.ThreadId))
        {
            await session.ExecuteAsync(
                """
                INSERT INTO thread (thread_id, next_sequence) VALUES (@threadId, @next)
                ON CONFLICT (thread_id) DO UPDATE SET next_sequence = @next WHERE thread.next_sequence < @next
                """,
                new { threadId = thread.Key, next = thread.Max(row => row.Sequence) + 1 });
        }
    }

    private static string[] Ids(IReadOnlyList<OutboxRow> rows) => [.. rows.Select(row => row.DeliveryId)];
}
