using System.Text.Json;
using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Storage;
using PicoClaw.Contracts;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Conversations;

/// <summary>What was said in a conversation and not yet answered.</summary>
internal sealed class Mailbox(
    [FromKeyedServices(AgentService.Name)] IStore store,
    [FromKeyedServices(AgentService.Name)] LaneSignal signal,
    ConversationKey keys,
    CommandTable commands,
    TimeProvider time,
    ILogger<Mailbox> logger)
{
    public async Task PutAsync(MessageReceived message, CancellationToken cancellationToken)
    {
        var key = keys.Of(message);
        var isNew = await store.WriteAsync(session => PutAsync(session, key, message), cancellationToken);
        if (!isNew)
        {
            Log.MessageKnown(logger, message.Id, key);
        }

        signal.Wake(key);
    }

    private async Task<bool> PutAsync(StoreSession session, string key, MessageReceived message)
    {
        var position = await LaneTable.AppendAsync(session, key);
        var id = message.Id.ToString();
        var command = commands.Find(message.Text)?.Name;
        var inserted = await session.ExecuteAsync(
            """
            INSERT INTO mailbox (message_id, lane_key, position, sent_at, body, command) VALUES (@id, @key, @position, @sentAt, @body, @command)
            ON CONFLICT (message_id) DO NOTHING
            """,
            new
            {
                id,
                key,
                position,
                sentAt = message.SentAt.ToUnixTimeMilliseconds(),
                body = JsonSerializer.Serialize(message, AgentJson.Default.MessageReceived),
                command,
            });
        if (inserted == 1)
        {
            if (command == StopCommand.StopName)
            {
                await StopAsync(session, key, id);
            }

            return true;
        }

        // The reply of a committed turn goes out once more under its id: egress drops it, unless that was where it got lost.
        await session.ExecuteAsync("UPDATE reply SET sent = 0 WHERE turn_id = (SELECT turn_id FROM mailbox WHERE message_id = @id)", new { id });
        return false;
    }

    /// <summary>
    /// The stop becomes part of what it stops, whose holder sees the flag: the running turn, else what waits to be one. When there is neither it waits for its own turn, to say so.
    /// No turn is opened meanwhile, for the lane is locked.
    /// </summary>
    private async Task StopAsync(StoreSession session, string key, string messageId)
    {
        var turnId = await session.FirstOrDefaultAsync<string>("UPDATE turn SET stopped = 1 WHERE lane_key = @key AND status = 'running' RETURNING turn_id", new { key });
        if (turnId is null && await session.FirstOrDefaultAsync<int>("SELECT 1 FROM mailbox WHERE lane_key = @key AND turn_id IS NULL AND command IS NULL LIMIT 1", new { key }) == 1)
        {
            turnId = await TurnStore.CreateAsync(session, key, TurnStatus.Running, isStopped: true, time.GetUtcNow());
            await session.ExecuteAsync("UPDATE mailbox SET turn_id = @turnId WHERE lane_key = @key AND turn_id IS NULL AND command IS NULL", new { turnId, key });
        }

        if (turnId is not null)
        {
            await session.ExecuteAsync("UPDATE mailbox SET turn_id = @turnId WHERE message_id = @messageId", new { turnId, messageId });
        }
    }
}
