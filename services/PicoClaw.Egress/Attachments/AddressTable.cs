using PicoClaw.Contracts;
using PicoClaw.Egress.Outbox;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Attachments;

/// <summary>The requests where the holder of their account finds them.</summary>
internal sealed class AddressTable([FromKeyedServices(EgressService.Name)] IStore store)
{
    /// <summary>The agent asks again within this time, or has given up.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(15);

    private const int Most = 100;

    /// <summary>Asked again, it is answered where it was last asked from. Returns the lane that has work now.</summary>
    public async Task<string> PutAsync(GetAttachmentAddress request, Uri replyTo, Guid replyId, CancellationToken cancellationToken)
    {
        var key = AccountKey.Of(request.Conversation);
        await store.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    """
                    INSERT INTO address_request (request_id, lane_key, account, reference, reply_to, reply_id, asked_at)
                    VALUES (@id, @key, @Account, @Reference, @replyTo, @replyId, now_ms())
                    ON CONFLICT (request_id) DO UPDATE SET
                        reply_to = excluded.reply_to, reply_id = excluded.reply_id, asked_at = excluded.asked_at
                    """,
                    new
                    {
                        id = request.Id.ToString(),
                        key,
                        request.Conversation.Account,
                        request.Reference,
                        replyTo = replyTo.ToString(),
                        replyId = replyId.ToString(),
                    });
                await LaneTable.AppendAsync(session, key);
            },
            cancellationToken);
        return key;
    }

    /// <summary>The oldest of an account. What nobody waits for any more is deleted.</summary>
    public async Task<IReadOnlyList<AddressRequest>> ReadAsync(LaneLease lease, CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(
            session => session.QueryAsync<AddressRequest>(
                """
                SELECT request_id AS Id, account AS Account, reference AS Reference, now_ms() - asked_at AS AgeMs
                FROM address_request WHERE lane_key = @Key ORDER BY asked_at LIMIT @Most
                """,
                new { lease.Key, Most }),
            cancellationToken);
        if (!rows.Any(IsOver))
        {
            return rows;
        }

        await store.ExecuteAsync(
            session => session.ExecuteAsync(
                "DELETE FROM address_request WHERE lane_key = @Key AND asked_at <= now_ms() - @lifeMs",
                new { lease.Key, lifeMs = (long)Life.TotalMilliseconds }),
            cancellationToken);
        return [.. rows.Where(row => !IsOver(row))];
    }

    /// <summary>Where to answer to; null when it was answered meanwhile. Deleted before the answer leaves: one that is lost is asked for again.</summary>
    public Task<ReplyAddress?> TakeAsync(string id, CancellationToken cancellationToken) =>
        store.ExecuteAsync(
            session => session.FirstOrDefaultAsync<ReplyAddress>(
                "DELETE FROM address_request WHERE request_id = @id RETURNING reply_to AS ReplyTo, reply_id AS ReplyId", new { id }),
            cancellationToken);

    private static bool IsOver(AddressRequest request) => request.AgeMs >= Life.TotalMilliseconds;
}
