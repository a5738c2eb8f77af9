using PicoClaw.Egress.Outbox;
using PicoClaw.Hosting.DeadLetters;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.DeadLetters;

/// <summary>The replies that were given up. Listing them changes nothing; a replay sends one late, under its id.</summary>
internal sealed class FailedDeliveries([FromKeyedServices(EgressService.Name)] IStore store, [FromKeyedServices(EgressService.Name)] LaneSignal signal)
    : IDeadLetterSource
{
    private const string IsFailed = $"status = '{OutboxStatus.Failed}' AND ended_at IS NOT NULL";

    private const string Columns =
        """
        delivery_id AS Id, lane_key AS AccountKey, ended_at AS EndedAt,
        thread_id AS LaneId, recipient AS Recipient,
        CASE WHEN call_id IS NULL THEN 0 ELSE 1 END + throttles + busies + unknowns AS Attempts, COALESCE(error, 'unknown') AS Error
        """;

    private const string BodyOf =
        """
        COALESCE(
            (SELECT body FROM large_body WHERE large_body.delivery_id = outbox.delivery_id), NULLIF(body, ''),
            (SELECT body FROM notification WHERE notification.notification_id = outbox.notification_id), '')
        """;

    // The conversation stands at its beginning.
    private const string Heads =
        $"""
        SELECT {Columns}, SUBSTR({BodyOf}, 1, 2000) AS Body
        FROM outbox WHERE {IsFailed} ORDER BY ended_at DESC LIMIT @limit
        """;

    private const string Whole =
        $"""
        SELECT {Columns}, {BodyOf} AS Body
        FROM outbox WHERE {IsFailed} AND delivery_id = @id
        """;

    public DeadLetterKind Kind => DeadLetterKind.Delivery;

    public async Task<IReadOnlyList<DeadLetter>> ListAsync(int limit, CancellationToken cancellationToken) =>
        [.. (await store.QueryAsync(session => session.QueryAsync<FailedReply>(Heads, new { limit }), cancellationToken))
            .Select(row => row.ToLetter())];

    public async Task<DeadLetterDetail?> FindAsync(string id, CancellationToken cancellationToken) =>
        await store.QueryAsync(session => FindAsync(session, id), cancellationToken) is { } row ? new DeadLetterDetail(row.ToLetter(), row.Text) : null;

    /// <summary>
    /// The reply goes first in its conversation, alone and whole, and says that it is late: what was sent of it before cannot be told from
    /// the new text. One that has expired is sent as well: somebody wants it now.
    /// </summary>
    public async Task<ReplayResult> ReplayAsync(string id, CancellationToken cancellationToken)
    {
        var (key, problem) = await store.WriteAsync(
            async session =>
            {
                if (await FindAsync(session, id) is not { } row)
                {
                    return (null, null);
                }

                if (row.Read() is not { } message)
                {
                    return (null, "This version cannot read it.");
                }

                // The lane first, as everywhere.
                var late = new Arrival(LateReply.Of(message), trace: null);
                await LaneTable.AppendAsync(session, row.AccountKey);
                await PutBackAsync(session, late);
                return ((string?)row.AccountKey, (string?)null);
            },
            cancellationToken);
        if (key is null)
        {
            return problem is null ? ReplayResult.Gone : new ReplayResult(problem);
        }

        signal.Wake(key);
        return ReplayResult.Done;
    }

    /// <summary>The row stays as long as a sent one, so that the reply is known if it comes again, but without its text.</summary>
    public async Task<bool> PurgeAsync(string id, CancellationToken cancellationToken) =>
        await store.WriteAsync(
            async session =>
            {
                var rows = await session.ExecuteAsync(
                    $"UPDATE outbox SET status = '{OutboxStatus.Purged}', body = '' WHERE delivery_id = @id AND {IsFailed}", new { id });
                return rows == 0 ? 0 : rows + await session.ExecuteAsync("DELETE FROM large_body WHERE delivery_id = @id", new { id });
            },
            cancellationToken) > 0;

    private static Task<FailedReply?> FindAsync(StoreSession session, string id) => session.FirstOrDefaultAsync<FailedReply>(Whole, new { id });

    private static async Task PutBackAsync(StoreSession session, Arrival late)
    {
        await session.ExecuteAsync(
            $"""
            UPDATE outbox SET status = '{OutboxStatus.Queued}', body = @body, size = @Size, digest = NULL, is_alone = 1, replays = replays + 1,
                parts_sent = 0, throttles = 0, busies = 0, unknowns = 0, via = NULL, call_id = NULL, not_before = 0,
                created_at = now_ms(), tried_at = NULL, ended_at = NULL, error = NULL, expires_at = NULL
            WHERE delivery_id = @Id AND {IsFailed}
            """,
            new { body = late.IsLarge ? "" : late.Body, late.Size, late.Id });
        await session.ExecuteAsync("DELETE FROM large_body WHERE delivery_id = @Id", new { late.Id });
        if (late.IsLarge)
        {
            await session.ExecuteAsync("INSERT INTO large_body (delivery_id, body) VALUES (@Id, @Body)", new { late.Id, late.Body });
        }
    }
}
