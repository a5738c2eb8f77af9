using System.Text.Json;
using PicoClaw.Agent.Storage;
using PicoClaw.Contracts;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Conversations;

/// <summary>What was said in a conversation and not yet answered.</summary>
internal sealed class Mailbox(
    [FromKeyedServices(AgentService.Name)] IStore store, [FromKeyedServices(AgentService.Name)] LaneSignal signal, ILogger<Mailbox> logger)
{
    public async Task PutAsync(MessageReceived message, CancellationToken cancellationToken)
    {
        var key = ConversationKey.Of(message.Conversation);
        var isNew = await store.WriteAsync(session => PutAsync(session, key, message), cancellationToken);
        if (!isNew)
        {
            Log.MessageKnown(logger, message.Id, key);
        }

        signal.Wake(key);
    }

    private static async Task<bool> PutAsync(StoreSession session, string key, MessageReceived message)
    {
        var position = await LaneTable.AppendAsync(session, key);
        var inserted = await session.ExecuteAsync(
            """
            INSERT INTO mailbox (message_id, lane_key, position, sent_at, body) VALUES (@id, @key, @position, @sentAt, @body)
            ON CONFLICT (message_id) DO NOTHING
            """,
            new
            {
                id = message.Id.ToString(),
                key,
                position,
                sentAt = message.SentAt.ToUnixTimeMilliseconds(),
                body = JsonSerializer.Serialize(message, AgentJson.Default.MessageReceived),
            });
        if (inserted == 1)
        {
            return true;
        }

        // The reply of a committed turn goes out once more under its id: egress drops it, unless that was where it got lost.
        await session.ExecuteAsync(
            "UPDATE reply SET sent = 0 WHERE turn_id = (SELECT turn_id FROM mailbox WHERE message_id = @id)", new { id = message.Id.ToString() });
        return false;
    }
}
