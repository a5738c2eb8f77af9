using System.Data;
using System.Text.Json;
using Dapper;
using PicoClaw.Contracts;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Storage;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Notifications;

/// <summary>The notifications in the store. One is taken in as a single row; its recipients follow when it is due, all at once.</summary>
internal sealed class NotificationTable([FromKeyedServices(EgressService.Name)] IStore store)
{
    // Few at a time, so that an interactive one waits for few others.
    private const int DueAtOnce = 16;

    public Task<IReadOnlyList<NotificationReceipt>> PutAsync(IReadOnlyList<Notification> notifications, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                var receipts = new List<NotificationReceipt>();
                foreach (var notification in notifications)
                {
                    receipts.Add(await PutAsync(session, notification));
                }

                return (IReadOnlyList<NotificationReceipt>)receipts;
            },
            cancellationToken);

    /// <summary>Some that are due and not yet in the outbox, interactive ones first.</summary>
    public Task<IReadOnlyList<string>> DueAsync(CancellationToken cancellationToken) =>
        store.QueryAsync(
            session => session.QueryAsync<string>(
                $"""
                SELECT id FROM (
                    SELECT * FROM ({Due(DeliveryPriority.Interactive)}) AS interactive UNION ALL SELECT * FROM ({Due(DeliveryPriority.Bulk)}) AS bulk
                ) AS due
                ORDER BY priority, not_before LIMIT {DueAtOnce}
                """),
            cancellationToken);

    /// <summary>
    /// Puts its recipients into the outbox: the account's lane and the rows as the scheduler sees them, or null when another replica did it.
    /// </summary>
    public Task<(string LaneKey, IReadOnlyList<OutboxHead> Heads)?> ReleaseAsync(string id, CancellationToken cancellationToken) =>
        store.WriteAsync<(string, IReadOnlyList<OutboxHead>)?>(
            async session =>
            {
                if (await session.FirstOrDefaultAsync<WaitingNotification>(
                    """
                    UPDATE notification SET released_at = now_ms() WHERE notification_id = @id AND released_at IS NULL
                    RETURNING notification_id AS Id, lane_key AS LaneKey, body AS Body, recipients AS Recipients, expires_at AS ExpiresAt,
                        trace AS Trace, released_at AS ReleasedAt
                    """,
                    new { id }) is not { } waiting)
                {
                    return null;
                }

                var rows = new NoticeRows(waiting);
                foreach (var (sql, parameters) in rows.Inserts())
                {
                    await session.ExecuteAsync(sql, parameters);
                }

                await LaneTable.AppendAsync(session.Last(), waiting.LaneKey);
                return (waiting.LaneKey, rows.Heads);
            },
            cancellationToken);

    /// <summary>The client's notification with what became of each recipient, or null.</summary>
    public Task<NotificationRecord?> FindAsync(string client, Guid id, CancellationToken cancellationToken) =>
        store.ReadAsync(
            async session =>
            {
                var found = await session.FirstOrDefaultAsync<NotificationRecord>(
                    """
                    SELECT notification_id AS Id, lane_key AS LaneKey, recipients AS Recipients, not_before AS NotBefore, expires_at AS ExpiresAt,
                        created_at AS CreatedAt, released_at AS ReleasedAt
                    FROM notification WHERE notification_id = @id AND client = @client
                    """,
                    new { id = id.ToString(), client });
                if (found is not null)
                {
                    found.Rows = await session.QueryAsync<NoticeState>(
                        """
                        SELECT recipient AS Recipient, status AS Status, via AS Via, call_id AS CallId, delivery_key AS DeliveryKey,
                            ended_at AS EndedAt, error AS Error
                        FROM outbox WHERE notification_id = @id
                        """,
                        new { id = id.ToString() });
                }

                return found;
            },
            cancellationToken);

    private static string Due(DeliveryPriority priority) =>
        $"""
        SELECT notification_id AS id, priority, not_before FROM notification
        WHERE released_at IS NULL AND priority = {(int)priority} AND not_before <= (SELECT now_ms()) ORDER BY not_before LIMIT {DueAtOnce}
        """;

    private static async Task<NotificationReceipt> PutAsync(StoreSession session, Notification notification)
    {
        var parameters = new DynamicParameters();
        parameters.Add("id", notification.Id.ToString());
        parameters.Add("client", notification.Client);
        parameters.Add("key", notification.Key, DbType.String);
        parameters.Add("digest", notification.Digest);
        parameters.Add("lane", notification.LaneKey);
        parameters.Add("priority", notification.Priority);
        parameters.Add("body", notification.Body);
        parameters.Add("recipients", JsonSerializer.Serialize(notification.Recipients, EgressJson.Default.IReadOnlyListString));
        parameters.Add("notBefore", notification.NotBefore, DbType.Int64);
        parameters.Add("expiresAt", notification.ExpiresAt, DbType.Int64);
        parameters.Add("trace", notification.Trace, DbType.String);
        if (await session.FirstOrDefaultAsync<string>(
            """
            INSERT INTO notification (
                notification_id, client, client_key, digest, lane_key, priority, body, recipients, not_before, expires_at, created_at, trace)
            VALUES (@id, @client, @key, @digest, @lane, @priority, @body, @recipients, COALESCE(@notBefore, now_ms()), @expiresAt, now_ms(), @trace)
            ON CONFLICT DO NOTHING
            RETURNING notification_id
            """,
            parameters) is not null)
        {
            return new NotificationReceipt(notification.Id, notification.Recipients.Count, IntakeOutcome.Accepted);
        }

        // By its key and by its id it may be two others.
        var known = await session.QueryAsync<(string Id, string Digest)>(
            """
            SELECT notification_id, digest FROM notification WHERE notification_id = @id OR (client = @client AND client_key = @key)
            """,
            parameters);
        return known.Count == 1 && known[0].Digest == notification.Digest
            ? new NotificationReceipt(Guid.Parse(known[0].Id), notification.Recipients.Count, IntakeOutcome.Repeated)
            : new NotificationReceipt(notification.Id, 0, IntakeOutcome.Conflict);
    }
}
