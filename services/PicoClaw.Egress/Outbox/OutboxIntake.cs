using System.Text;
using System.Text.Json;
using PicoClaw.Contracts;
using PicoClaw.Egress.Merging;
using PicoClaw.Egress.Storage;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Outbox;

/// <summary>Puts replies into the outbox, each id once.</summary>
internal sealed class OutboxIntake(
    [FromKeyedServices(EgressService.Name)] IStore store, [FromKeyedServices(EgressService.Name)] LaneSignal signal, ILogger<OutboxIntake> logger)
{
    public async Task PutAsync(DeliverMessage message, CancellationToken cancellationToken)
    {
        var key = AccountKey.Of(message.Conversation);
        var isNew = await store.WriteAsync(session => PutAsync(session, key, message), cancellationToken);
        if (!isNew)
        {
            Log.ReplyKnown(logger, message.Id);
            return;
        }

        signal.Wake(key);
    }

    private static async Task<bool> PutAsync(StoreSession session, string key, DeliverMessage message)
    {
        var inserted = await session.ExecuteAsync(
            """
            INSERT INTO outbox (delivery_id, lane_key, thread_id, sequence, body, priority, size, digest, route_until, status, parts_sent, throttles, unknowns, not_before, created_at)
            VALUES (@id, @key, @threadId, @Sequence, @body, @priority, @size, @digest, @routeUntil, 'queued', 0, 0, 0, 0, now_ms())
            ON CONFLICT (delivery_id) DO NOTHING
            """,
            new
            {
                id = message.Id.ToString(),
                key,
                threadId = message.LaneId.ToString(),
                message.Sequence,
                body = JsonSerializer.Serialize(message, EgressJson.Default.DeliverMessage),
                priority = (int)message.Priority,
                size = (long)Encoding.UTF8.GetByteCount(message.Content is MarkdownContent markdown ? markdown.Text : ""),
                digest = ContentDigest.Of(message),
                routeUntil = message.ReplyRoute.ExpiresAt?.ToUnixTimeMilliseconds(),
            });
        if (inserted == 1)
        {
            await LaneTable.AppendAsync(session, key);
        }

        return inserted == 1;
    }
}
