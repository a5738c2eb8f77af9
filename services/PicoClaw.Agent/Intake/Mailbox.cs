using System.Text.Json;
using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Storage;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Hosting.Telemetry;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Intake;

/// <summary>The messages of conversations that wait for a turn.</summary>
internal sealed class Mailbox : IAsyncDisposable
{
    /// <summary>The most messages that share a transaction.</summary>
    public const int MaxBatch = 128;

    private const long FirstPosition = 1;

    private readonly IStore _store;
    private readonly LaneSignal _signal;
    private readonly ConversationKey _keys;
    private readonly CommandTable _commands;
    private readonly TimeProvider _time;
    private readonly ILogger<Mailbox> _logger;
    private readonly IntakeBatcher<IncomingMessage, bool> _batches;

    public Mailbox(
        [FromKeyedServices(AgentService.Name)] IStore store,
        [FromKeyedServices(AgentService.Name)] LaneSignal signal,
        ConversationKey keys,
        CommandTable commands,
        TimeProvider time,
        ILogger<Mailbox> logger)
    {
        (_store, _signal, _keys, _commands, _time, _logger) = (store, signal, keys, commands, time, logger);
        _batches = new(PutAsync);
    }

    /// <summary>Ends when the message is committed. Its position in the conversation is that of the call.</summary>
    public async Task PutAsync(MessageReceived message, CancellationToken cancellationToken)
    {
        var key = _keys.Of(message);
        if (!await _batches.PutAsync(new IncomingMessage(key, message.Cleaned(), TraceParent.Current), cancellationToken))
        {
            Log.MessageKnown(_logger, message.Id, key);
        }
    }

    public ValueTask DisposeAsync() => _batches.DisposeAsync();

    private async Task<IReadOnlyList<bool>> PutAsync(IReadOnlyList<IncomingMessage> batch, CancellationToken cancellationToken)
    {
        var areNew = await _store.WriteAsync(session => PutAsync(session, batch), cancellationToken);
        foreach (var key in batch.Select(incoming => incoming.LaneKey).Distinct(StringComparer.Ordinal))
        {
            _signal.Wake(key);
        }

        return areNew;
    }

    private async Task<IReadOnlyList<bool>> PutAsync(StoreSession session, IReadOnlyList<IncomingMessage> batch)
    {
        var areNew = new bool[batch.Count];

        // In the same order in every replica, so that no two wait for each other.
        foreach (var lane in batch.Index().GroupBy(one => one.Item.LaneKey, StringComparer.Ordinal).OrderBy(lane => lane.Key, StringComparer.Ordinal))
        {
            var first = await LaneTable.AppendAsync(session, lane.Key, lane.Count());
            var position = first;
            foreach (var (index, incoming) in lane)
            {
                areNew[index] = await PutAsync(session, position++, incoming);
            }

            if (first == FirstPosition)
            {
                await ConversationStore.AddAsync(session, lane.Key, lane.First().Item.Message);
            }
        }

        return areNew;
    }

    private async Task<bool> PutAsync(StoreSession session, long position, IncomingMessage incoming)
    {
        var message = incoming.Message;
        var id = message.Id.ToString();
        var command = _commands.Find(message);
        var inserted = await session.ExecuteAsync(
            """
            INSERT INTO mailbox (message_id, lane_key, position, sent_at, body, command, trace)
            VALUES (@id, @LaneKey, @position, @sentAt, @body, @command, @Trace)
            ON CONFLICT (message_id) DO NOTHING
            """,
            new
            {
                id,
                incoming.LaneKey,
                position,
                sentAt = message.SentAt.ToUnixTimeMilliseconds(),
                body = JsonSerializer.Serialize(message, AgentJson.Default.MessageReceived),
                command = command?.Name,
                incoming.Trace,
            });
        if (inserted == 0)
        {
            // The reply of a committed turn is sent again under its id: egress drops it, unless the first one was lost.
            await session.ExecuteAsync("UPDATE reply SET sent = 0 WHERE turn_id = (SELECT turn_id FROM mailbox WHERE message_id = @id)", new { id });
            return false;
        }

        if (command is IControlCommand control)
        {
            await LaneTable.LockAsync(session, incoming.LaneKey);
            await control.TakeInAsync(session, incoming.LaneKey, message.Id, _time.GetUtcNow());
        }

        return true;
    }
}
