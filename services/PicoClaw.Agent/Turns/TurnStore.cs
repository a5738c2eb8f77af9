using System.Globalization;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Storage;
using PicoClaw.Agent.Usage;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Turns;

/// <summary>The turns of conversations. The lane's lease guards every write.</summary>
internal sealed class TurnStore(
    [FromKeyedServices(AgentService.Name)] IStore store,
    LostStarts lostStarts,
    ReplyWriter replies,
    AgentMetrics metrics,
    TimeProvider time,
    ILogger<TurnStore> logger)
{
    private const int MaxMessages = 50;

    /// <summary>
    /// Starts the turn that was left unfinished, else a dead letter that was put back, else a turn of the messages that wait; null when
    /// none wait. The start is counted before the model is called.
    /// </summary>
    public async Task<Turn?> StartNextAsync(LaneLease lease, CancellationToken cancellationToken)
    {
        var (turn, unreadable) = await store.WriteAsync(session => StartNextAsync(session, lease), cancellationToken);
        metrics.Unreadable(unreadable.Count);
        foreach (var message in unreadable)
        {
            Log.MessageUnreadable(logger, lease.Key, message.Reason);
        }

        return turn;
    }

    /// <summary>True once somebody stopped it.</summary>
    public async Task<bool> IsStoppedAsync(Turn turn, CancellationToken cancellationToken) =>
        await store.QueryAsync(
            session => session.FirstOrDefaultAsync<int>("SELECT stopped FROM turn WHERE turn_id = @id", new { id = turn.Id.ToString() }),
            cancellationToken) == 1;

    /// <summary>True while messages wait for a turn.</summary>
    public async Task<bool> HasWaitingAsync(string laneKey, CancellationToken cancellationToken) =>
        await store.QueryAsync(
            session => session.FirstOrDefaultAsync<int>("SELECT 1 FROM mailbox WHERE lane_key = @laneKey AND turn_id IS NULL LIMIT 1", new { laneKey }),
            cancellationToken) == 1;

    /// <summary>
    /// True while there is a turn to start: of messages that wait, a dead letter that was put back, or one that was left unfinished.
    /// </summary>
    public async Task<bool> HasMoreAsync(string laneKey, CancellationToken cancellationToken) =>
        await store.QueryAsync(
            session => session.FirstOrDefaultAsync<int>(
                $"""
                SELECT 1 WHERE EXISTS (SELECT 1 FROM mailbox WHERE lane_key = @laneKey AND turn_id IS NULL)
                    OR EXISTS (SELECT 1 FROM turn WHERE lane_key = @laneKey AND status = '{TurnStatus.Running}')
                    OR EXISTS (SELECT 1 FROM turn WHERE lane_key = @laneKey AND status = '{TurnStatus.Pending}')
                """,
                new { laneKey }),
            cancellationToken) == 1;

    /// <summary>Notes that a tool is about to run.</summary>
    public Task StartToolsAsync(LaneLease lease, Turn turn, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, lease);
                await session.ExecuteAsync(
                    $"UPDATE turn SET tools_started = 1 WHERE turn_id = @id AND status = '{TurnStatus.Running}'", new { id = turn.Id.ToString() });
            },
            cancellationToken);

    /// <summary>
    /// Ends a turn: its history, its reply with the next sequence number and its status, all or nothing. False, with nothing written, when
    /// somebody stopped it meanwhile and the outcome is another one: the user is told that it stopped.
    /// </summary>
    public Task<bool> CommitAsync(LaneLease lease, Turn turn, TurnOutcome outcome, CancellationToken cancellationToken) =>
        store.WriteAsync(session => CommitAsync(session, lease, turn, outcome), cancellationToken);

    private async Task<(Turn? Turn, IReadOnlyList<UnreadableMessage> Unreadable)> StartNextAsync(StoreSession session, LaneLease lease)
    {
        await LaneTable.GuardAsync(session, lease);
        var unreadable = new List<UnreadableMessage>();
        while (await NextAsync(session, lease) is { } id)
        {
            if (await TurnMessages.TakeAsync(session, lease.Key, id, time.GetUtcNow(), unreadable) is { Count: > 0 } messages)
            {
                return (await StartAsync(session, id, messages), unreadable);
            }
        }

        return (null, unreadable);
    }

    private async Task<string?> NextAsync(StoreSession session, LaneLease lease) =>
        await session.FirstOrDefaultAsync<string>($"SELECT turn_id FROM turn WHERE lane_key = @Key AND status = '{TurnStatus.Running}'", lease)
            ?? await ResumeAsync(session, lease)
            ?? await OpenAsync(session, lease);

    private async Task<Turn> StartAsync(StoreSession session, string id, IReadOnlyList<TurnMessage> messages)
    {
        await lostStarts.WriteAsync(session, Guid.Parse(id));
        var (starts, lost, stopped, toolsStarted, replays) = await session.FirstOrDefaultAsync<(int, int, int, int, int)>(
            """
            SELECT attempts, (SELECT COUNT(*) FROM lost_start WHERE lost_start.turn_id = turn.turn_id), stopped, tools_started, replays
            FROM turn WHERE turn_id = @id
            """,
            new { id });
        var turn = new Turn(Guid.Parse(id), starts - lost + 1, messages)
        {
            ReplyId = ReplyId(id, replays),
            Start = starts + 1,
            IsStopped = stopped == 1,
            ToolsStarted = toolsStarted == 1,
        };
        await session.ExecuteAsync(
            "UPDATE turn SET reply_id = @replyId, attempts = attempts + @counted WHERE turn_id = @id",
            new { replyId = turn.ReplyId.ToString(), counted = turn.IsStarted ? 1 : 0, id });
        return turn;
    }

    // Deterministic, so that every start and every replica gives the turn the same id.
    private static Guid ReplyId(string turnId, int replays) => replays == 0
        ? DeterministicId.From("reply", turnId)
        : DeterministicId.From("reply", turnId, replays.ToString(CultureInfo.InvariantCulture));

    private static Task<string?> ResumeAsync(StoreSession session, LaneLease lease) =>
        session.FirstOrDefaultAsync<string>(
            $"""
            UPDATE turn SET status = '{TurnStatus.Running}'
            WHERE turn_id = (SELECT turn_id FROM turn WHERE lane_key = @Key AND status = '{TurnStatus.Pending}' ORDER BY created_at, turn_id LIMIT 1)
            RETURNING turn_id
            """,
            lease);

    private async Task<string?> OpenAsync(StoreSession session, LaneLease lease)
    {
        var waiting = await session.QueryAsync<(long SentAt, long Position, string? Command)>(
            "SELECT sent_at, position, command FROM mailbox WHERE lane_key = @Key AND turn_id IS NULL ORDER BY sent_at, position LIMIT @MaxMessages",
            new { lease.Key, MaxMessages });
        if (waiting.Count == 0)
        {
            return null;
        }

        var id = await TurnTable.CreateAsync(session, lease.Key, TurnStatus.Running, time.GetUtcNow());
        if (waiting[0].Command is not null)
        {
            await session.ExecuteAsync("UPDATE mailbox SET turn_id = @id WHERE lane_key = @Key AND position = @Position", new { id, lease.Key, waiting[0].Position });
            return id;
        }

        // Intake goes on meanwhile: an earlier message that has just come in joins, a command waits.
        var (sentAt, position, _) = waiting.TakeWhile(message => message.Command is null).Last();
        await session.ExecuteAsync(
            """
            UPDATE mailbox SET turn_id = @id
            WHERE lane_key = @Key AND turn_id IS NULL AND command IS NULL AND (sent_at, position) <= (@sentAt, @position)
            """,
            new { id, lease.Key, sentAt, position });
        return id;
    }

    private async Task<bool> CommitAsync(StoreSession session, LaneLease lease, Turn turn, TurnOutcome outcome)
    {
        await LaneTable.GuardAsync(session, lease);
        var now = time.GetUtcNow();
        if (!await EndAsync(session, turn.Id, outcome, now))
        {
            // True when an earlier commit of it was made and its end was not seen.
            return await session.FirstOrDefaultAsync<string>("SELECT status FROM turn WHERE turn_id = @id", new { id = turn.Id.ToString() }) == outcome.Status;
        }

        // What a replayed turn left in the history when it failed.
        await HistoryStore.RemoveTurnAsync(session, lease.Key, turn.Id);
        if (outcome.Effect is { } effect)
        {
            await effect(session);
        }

        // Read again: a /stop that came meanwhile is one of them.
        var taken = await TurnMessages.ReadAsync(session, turn.Id.ToString());
        var newest = taken[^1];
        var reply = replies.Compose(turn, lease, [.. taken.Select(one => one.Message)], outcome.Reply, now);
        var address = new ConversationAddress(reply.Conversation, reply.ReplyRoute);
        var (sequence, lastPosition) = await ConversationStore.AdvanceAsync(
            session, lease.Key, outcome.History.Count, address, newest.Message.SentAt);
        await HistoryStore.AppendAsync(session, lease.Key, Rows(turn, outcome, lastPosition), now);
        await UsageStore.AddAsync(session, lease.Key, turn.Id, turn.Calls);
        await ReplyWriter.WriteAsync(session, lease.Key, turn.Id, reply with { Sequence = sequence }, newest.Trace);
        return true;
    }

    private static IReadOnlyList<HistoryRow> Rows(Turn turn, TurnOutcome outcome, long lastPosition)
    {
        var first = lastPosition - outcome.History.Count + 1;
        return [.. outcome.History.Select((entry, index) => new HistoryRow(first + index, turn.Id, outcome.IsTold, entry))];
    }

    private static async Task<bool> EndAsync(StoreSession session, Guid turnId, TurnOutcome outcome, DateTimeOffset now) =>
        await session.ExecuteAsync(
            $"""
            UPDATE turn SET status = @Status, error = @Error, ended_at = @endedAt
            WHERE turn_id = @id AND status = '{TurnStatus.Running}' AND (stopped = 0 OR @Status = '{TurnStatus.Cancelled}')
            """,
            new { outcome.Status, outcome.Error, endedAt = now.ToUnixTimeMilliseconds(), id = turnId.ToString() }) == 1;
}
