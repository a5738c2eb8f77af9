using System.Data;
using System.Text.Json;
using Dapper;
using PicoClaw.Egress.Outbox;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Receipts;

/// <summary>The questions who has read what, where the holder of their account finds them, and the answers while they are kept.</summary>
internal sealed class ReceiptTable([FromKeyedServices(EgressService.Name)] IStore store)
{
    /// <summary>Those who ask do so again within this time, or have given up.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(15);

    // So that one message costs one call in this time, however many calls its recipients take and however often it is asked for.
    private static readonly TimeSpan KeepTime = TimeSpan.FromMinutes(1);

    private const int Most = 100;

    // In order, so that two who ask at once do not wait for each other.
    private const string Ask =
        $"""
        INSERT INTO receipt (lane_key, delivery_key, recipient, sent_at, keep_ms, asked_at, kept_until)
        SELECT lane_key, delivery_key, MIN(recipient), MAX(ended_at), @keepMs * (
                SELECT COUNT(DISTINCT delivery_key) FROM outbox WHERE notification_id = @id AND status = '{OutboxStatus.Sent}'),
            now_ms(), 0
        FROM outbox WHERE notification_id = @id AND status = '{OutboxStatus.Sent}' AND delivery_key IS NOT NULL
        GROUP BY lane_key, delivery_key ORDER BY lane_key, delivery_key
        ON CONFLICT (lane_key, delivery_key) DO UPDATE SET asked_at = excluded.asked_at, keep_ms = excluded.keep_ms
        WHERE receipt.kept_until <= excluded.asked_at
        """;

    /// <summary>Asks about each call that brought a notification, unless its last answer still holds. False: all are there.</summary>
    public Task<bool> AskAsync(string laneKey, Guid id, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                var isAsked = await session.ExecuteAsync(Ask, new { id = id.ToString(), keepMs = (long)KeepTime.TotalMilliseconds }) > 0;
                if (isAsked)
                {
                    await LaneTable.AppendAsync(session, laneKey);
                }

                return isAsked;
            },
            cancellationToken);

    /// <summary>By key; null: it is not answered yet.</summary>
    public async Task<IReadOnlyDictionary<string, ReceiptAnswer?>> AnswersAsync(string laneKey, Guid id, CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(
            session => session.QueryAsync<(string Key, string? Answer)>(
                """
                SELECT delivery_key, CASE WHEN asked_at IS NULL THEN answer END FROM receipt WHERE lane_key = @laneKey AND delivery_key IN (
                    SELECT delivery_key FROM outbox WHERE notification_id = @id AND delivery_key IS NOT NULL)
                """,
                new { laneKey, id = id.ToString() }),
            cancellationToken);
        return rows.ToDictionary(
            row => row.Key,
            row => row.Answer is { } answer ? JsonSerializer.Deserialize(answer, ReceiptJson.Default.ReceiptAnswer) : null,
            StringComparer.Ordinal);
    }

    /// <summary>The oldest questions of an account. What nobody waits for any more is dropped.</summary>
    public async Task<IReadOnlyList<ReceiptRequest>> ReadAsync(LaneLease lease, CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(
            session => session.QueryAsync<ReceiptRequest>(
                """
                SELECT delivery_key AS Key, recipient AS Recipient, now_ms() - asked_at AS AgeMs, now_ms() - sent_at AS SentMs, keep_ms AS KeepMs
                FROM receipt WHERE lane_key = @Key AND asked_at IS NOT NULL ORDER BY asked_at LIMIT @Most
                """,
                new { lease.Key, Most }),
            cancellationToken);
        if (!rows.Any(IsOver))
        {
            return rows;
        }

        await store.ExecuteAsync(
            session => session.ExecuteAsync(
                "UPDATE receipt SET asked_at = NULL WHERE lane_key = @Key AND asked_at <= now_ms() - @lifeMs",
                new { lease.Key, lifeMs = (long)Life.TotalMilliseconds }),
            cancellationToken);
        return [.. rows.Where(row => !IsOver(row))];
    }

    /// <summary>Kept for <paramref name="keepMs"/>.</summary>
    public Task AnswerAsync(string laneKey, string key, ReceiptAnswer answer, long keepMs, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters();
        parameters.Add("laneKey", laneKey);
        parameters.Add("key", key);
        parameters.Add("answer", JsonSerializer.Serialize(answer, ReceiptJson.Default.ReceiptAnswer), DbType.String);
        parameters.Add("keepMs", keepMs);
        return store.ExecuteAsync(
            session => session.ExecuteAsync(
                """
                UPDATE receipt SET asked_at = NULL, answer = @answer, kept_until = now_ms() + @keepMs
                WHERE lane_key = @laneKey AND delivery_key = @key
                """,
                parameters),
            cancellationToken);
    }

    private static bool IsOver(ReceiptRequest request) => request.AgeMs >= Life.TotalMilliseconds;
}
