using System.Text.Json;
using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Storage;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Hosting.Telemetry;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Conversations;

/// <summary>What was said in a conversation and not yet answered.</summary>
internal sealed class Mailbox : IAsyncDisposable
{
    /// <summary>How many messages share a transaction at most.</summary>
    public const int MostAtOnce = 128;

    private readonly IStore _store;
    private readonly LaneSignal _signal;
    private readonly ConversationKey _keys;
    private readonly CommandTable _commands;
    private readonly TimeProvider _time;
    private readonly ILogger<Mailbox> _logger;
    private readonly IntakeBatcher<Letter, bool> _batches;

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

    /// <summary>Ends when the message is committed. Its place among the conversation's is that of the call.</summary>
    public async Task PutAsync(MessageReceived message, CancellationToken cancellationToken)
    {
        var key = _keys.Of(message);
        if (!await _batches.PutAsync(new Letter(key, message.Cleaned(), TraceParent.Current), cancellationToken))
        {
            Log.MessageKnown(_logger, message.Id, key);
        }
    }

    public ValueTask DisposeAsync() => _batches.DisposeAsync();

    private async Task<IReadOnlyList<bool>> PutAsync(IReadOnlyList<Letter> letters, CancellationToken cancellationToken)
    {
        var areNew = await _store.WriteAsync(session => PutAsync(session, letters), cancellationToken);
        foreach (var key in letters.Select(letter => letter.Key).Distinct(StringComparer.Ordinal))
        {
            _signal.Wake(key);
        }

        return areNew;
    }

    private async Task<IReadOnlyList<bool>> PutAsync(StoreSession session, IReadOnlyList<Letter> letters)
    {
        var areNew = new bool[letters.Count];

        // In one order wherever two replicas write the same, so that neither waits for the other.
        foreach (var lane in letters.Index().GroupBy(one => one.Item.Key, StringComparer.Ordinal).OrderBy(lane => lane.Key, StringComparer.Ordinal))
        {
            var position = await LaneTable.AppendAsync(session, lane.Key, lane.Count());
            foreach (var (index, letter) in lane)
            {
                areNew[index] = await PutAsync(session, lane.Key, position++, letter);
            }
        }

        return areNew;
    }

    private async Task<bool> PutAsync(StoreSession session, string key, long position, Letter letter)
    {
        var message = letter.Message;
        var id = message.Id.ToString();
        var command = _commands.Find(message)?.Name;
        var inserted = await session.ExecuteAsync(
            """
            INSERT INTO mailbox (message_id, lane_key, position, sent_at, body, command, trace) VALUES (@id, @key, @position, @sentAt, @body, @command, @Trace)
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
                letter.Trace,
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
            turnId = await TurnStore.CreateAsync(session, key, TurnStatus.Running, isStopped: true, _time.GetUtcNow());
            await session.ExecuteAsync("UPDATE mailbox SET turn_id = @turnId WHERE lane_key = @key AND turn_id IS NULL AND command IS NULL", new { turnId, key });
        }

        if (turnId is not null)
        {
            await session.ExecuteAsync("UPDATE mailbox SET turn_id = @turnId WHERE message_id = @messageId", new { turnId, messageId });
        }
    }

    private sealed record Letter(string Key, MessageReceived Message, string? Trace);
}
