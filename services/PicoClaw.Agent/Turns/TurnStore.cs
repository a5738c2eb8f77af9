using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PicoClaw.Agent.Storage;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Conversations;

/// <summary>The turns of conversations. Every write is guarded by the lane's lease.</summary>
internal sealed class TurnStore([FromKeyedServices(AgentService.Name)] IStore store, LostStarts lostStarts, AgentMetrics metrics, IOptions<ConversationOptions> options, TimeProvider time, ILogger<TurnStore> logger)
{
    private const int MaxMessagesInTurn = 50;

    // As many as egress takes in one message.
    private const int MaxMentions = 50;

    /// <summary>
    /// Starts the turn that was left unfinished, else a dead letter that was put back, else one of the messages that wait; null when none wait.
    /// The start is counted before the model is called.
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
        await session.FirstOrDefaultAsync<string>("SELECT turn_id FROM turn WHERE lane_key = @Key AND status = 'running'", lease)
            ?? await ResumeAsync(session, lease)
            ?? await OpenAsync(session, lease);

    private async Task<Turn> StartAsync(StoreSession session, string id, IReadOnlyList<TakenMessage> messages)
    {
        await lostStarts.WriteAsync(session, Guid.Parse(id));
        var (starts, lost, stopped, toolsStarted) = await session.FirstOrDefaultAsync<(int, int, int, int)>(
            "SELECT attempts, (SELECT COUNT(*) FROM lost_start WHERE lost_start.turn_id = turn.turn_id), stopped, tools_started FROM turn WHERE turn_id = @id", new { id });
        var turn = new Turn(Guid.Parse(id), starts - lost + 1, [.. messages.Select(taken => taken.Message)])
        {
            Traces = [.. messages.Select(taken => taken.Trace)],
            Start = starts + 1,
            IsStopped = stopped == 1,
            ToolsStarted = toolsStarted == 1,
        };
        if (turn.IsStarted)
        {
            await session.ExecuteAsync("UPDATE turn SET attempts = attempts + 1 WHERE turn_id = @id", new { id });
        }

        return turn;
    }

    /// <summary>True once somebody stopped it.</summary>
    public async Task<bool> IsStoppedAsync(Turn turn, CancellationToken cancellationToken) =>
        await store.ReadAsync(session => session.FirstOrDefaultAsync<int>("SELECT stopped FROM turn WHERE turn_id = @id", new { id = turn.Id.ToString() }), cancellationToken) == 1;

    /// <summary>True while messages wait for a turn.</summary>
    public async Task<bool> HasWaitingAsync(string laneKey, CancellationToken cancellationToken) =>
        await store.ReadAsync(
            session => session.FirstOrDefaultAsync<int>("SELECT 1 FROM mailbox WHERE lane_key = @laneKey AND turn_id IS NULL LIMIT 1", new { laneKey }), cancellationToken) == 1;

    /// <summary>True while there is a turn to start: with messages that wait, a dead letter that was put back, or one that is to be started again.</summary>
    public async Task<bool> HasMoreAsync(string laneKey, CancellationToken cancellationToken) =>
        await store.ReadAsync(
            session => session.FirstOrDefaultAsync<int>(
                """
                SELECT 1 WHERE EXISTS (SELECT 1 FROM mailbox WHERE lane_key = @laneKey AND turn_id IS NULL)
                    OR EXISTS (SELECT 1 FROM turn WHERE lane_key = @laneKey AND status = 'running')
                    OR EXISTS (SELECT 1 FROM turn WHERE lane_key = @laneKey AND status = 'pending')
                """,
                new { laneKey }),
            cancellationToken) == 1;

    /// <summary>Notes that a tool is about to run.</summary>
    public Task StartToolsAsync(LaneLease lease, Turn turn, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, lease);
                await session.ExecuteAsync("UPDATE turn SET tools_started = 1 WHERE turn_id = @id AND status = 'running'", new { id = turn.Id.ToString() });
            },
            cancellationToken);

    /// <summary>
    /// Ends a turn: its history, its reply with the next sequence number and its status, all or nothing. False, with nothing written, when it was stopped meanwhile and
    /// the outcome is another one: the one who stopped it is to be told so.
    /// </summary>
    public Task<bool> CommitAsync(LaneLease lease, Turn turn, TurnOutcome outcome, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, lease);
                var now = time.GetUtcNow();
                if (!await EndAsync(session, turn.Id, outcome, now))
                {
                    return false;
                }

                // What a replayed turn left in the history when it failed.
                await HistoryStore.RemoveTurnAsync(session, lease.Key, turn.Id);
                if (outcome.Effect is { } effect)
                {
                    await effect(session);
                }

                var (sequence, history) = await session.FirstOrDefaultAsync<(long, long)>(
                    """
                    INSERT INTO conversation (lane_key, last_sequence, last_history) VALUES (@Key, 1, @count)
                    ON CONFLICT (lane_key) DO UPDATE SET last_sequence = conversation.last_sequence + 1, last_history = conversation.last_history + @count
                    RETURNING last_sequence, last_history
                    """,
                    new { lease.Key, count = outcome.History.Count });
                await HistoryStore.AppendAsync(session, lease.Key, turn.Id, outcome, history, now);
                await UsageStore.AddAsync(session, lease.Key, turn.Id, turn.Calls);
                await ReplyAsync(session, lease, turn.Id, outcome.Reply, sequence, now);
                return true;
            },
            cancellationToken);

    private static async Task<bool> EndAsync(StoreSession session, Guid turnId, TurnOutcome outcome, DateTimeOffset now) =>
        await session.ExecuteAsync(
            "UPDATE turn SET status = @Status, error = @Error, ended_at = @endedAt WHERE turn_id = @id AND status = 'running' AND (stopped = 0 OR @Status = 'cancelled')",
            new { outcome.Status, outcome.Error, endedAt = now.ToUnixTimeMilliseconds(), id = turnId.ToString() }) == 1;

    private static Task<string?> ResumeAsync(StoreSession session, LaneLease lease) =>
        session.FirstOrDefaultAsync<string>(
            """
            UPDATE turn SET status = 'running'
            WHERE turn_id = (SELECT turn_id FROM turn WHERE lane_key = @Key AND status = 'pending' ORDER BY created_at, turn_id LIMIT 1)
            RETURNING turn_id
            """,
            lease);

    private async Task<string?> OpenAsync(StoreSession session, LaneLease lease)
    {
        var commands = await session.QueryAsync<string?>(
            "SELECT command FROM mailbox WHERE lane_key = @Key AND turn_id IS NULL ORDER BY sent_at, position LIMIT @MaxMessagesInTurn", new { lease.Key, MaxMessagesInTurn });
        if (commands.Count == 0)
        {
            return null;
        }

        var count = commands[0] is null ? commands.TakeWhile(command => command is null).Count() : 1;
        var id = await CreateAsync(session, lease.Key, TurnStatus.Running, isStopped: false, time.GetUtcNow());

        // The same ones: the lane's row is locked, so nothing has come in between.
        await session.ExecuteAsync(
            "UPDATE mailbox SET turn_id = @id WHERE message_id IN (SELECT message_id FROM mailbox WHERE lane_key = @Key AND turn_id IS NULL ORDER BY sent_at, position LIMIT @count)",
            new { id, lease.Key, count });
        return id;
    }

    /// <summary>A turn without messages yet.</summary>
    public static async Task<string> CreateAsync(StoreSession session, string laneKey, string status, bool isStopped, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now).ToString();
        await session.ExecuteAsync(
            "INSERT INTO turn (turn_id, lane_key, status, attempts, stopped, created_at) VALUES (@id, @laneKey, @status, 0, @stopped, @createdAt)",
            new { id, laneKey, status, stopped = isStopped ? 1 : 0, createdAt = now.ToUnixTimeMilliseconds() });
        return id;
    }

    private IReadOnlyList<string> Askers(IReadOnlyList<MessageReceived> messages) =>
        options.Value.MentionAsker && messages[^1].Conversation.Kind == ConversationKind.Group ? [.. messages.Select(message => message.Sender.Id).Distinct(StringComparer.Ordinal).Take(MaxMentions)] : [];

    private async Task ReplyAsync(StoreSession session, LaneLease lease, Guid turnId, string text, long sequence, DateTimeOffset now)
    {
        // Read again: a /stop that came meanwhile is one of them.
        var taken = await TurnMessages.ReadAsync(session, turnId.ToString());
        IReadOnlyList<MessageReceived> messages = [.. taken.Select(one => one.Message)];
        var replays = await session.FirstOrDefaultAsync<int>("SELECT replays FROM turn WHERE turn_id = @id", new { id = turnId.ToString() });
        var reply = new DeliverMessage
        {
            Id = replays == 0 ? DeterministicId.From("reply", turnId.ToString()) : DeterministicId.From("reply", turnId.ToString(), replays.ToString(CultureInfo.InvariantCulture)),
            Conversation = messages[^1].Conversation,
            LaneId = lease.LaneId,
            Sequence = sequence,
            Content = new MarkdownContent { Text = text },
            Mentions = Askers(messages),
            ReplyRoute = ReplyRoutes.Choose(messages, now),
            CausationId = messages[^1].Id,
            CreatedAt = now,
        };
        await session.ExecuteAsync(
            "INSERT INTO reply (reply_id, lane_key, sequence, turn_id, body, sent, trace) VALUES (@replyId, @Key, @sequence, @turnId, @body, 0, @Trace)",
            new { replyId = reply.Id.ToString(), lease.Key, sequence, turnId = turnId.ToString(), body = JsonSerializer.Serialize(reply, AgentJson.Default.DeliverMessage), taken[^1].Trace });
    }
}
