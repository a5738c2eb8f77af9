using System.Text.Json;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Storage;
using PicoClaw.Agent.Usage;
using PicoClaw.Contracts;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Turns;

/// <summary>The turns of conversations. The lane's lease guards every write.</summary>
internal sealed class TurnStore(
    [FromKeyedServices(AgentService.Name)] IStore store,
    TurnStarter starter,
    ReplyWriter writer,
    AgentMetrics metrics,
    TimeProvider time,
    ILogger<TurnStore> logger)
{
    /// <summary>
    /// Starts the turn that was left unfinished, else a dead letter that was put back, else a turn of the messages that wait. Null when
    /// there is none, or when replies are unsent: they go first. The start is counted before the model is called.
    /// </summary>
    public async Task<Turn?> StartNextAsync(LaneLease lease, CancellationToken cancellationToken)
    {
        var (turn, notes) = await store.WriteAsync(
            async session =>
            {
                var notes = new StartNotes();
                return (await starter.StartNextAsync(session, lease, notes), notes);
            },
            cancellationToken);
        metrics.Unreadable(notes.Unreadable.Count);
        foreach (var message in notes.Unreadable)
        {
            Log.MessageUnreadable(logger, lease.Key, message.Reason);
        }

        metrics.Limited(notes.Limited.Count);
        foreach (var senders in notes.Limited)
        {
            Log.TurnLimited(logger, OneLine.Of(senders), OneLine.Of(lease.Key));
        }

        return turn;
    }

    /// <summary>What came of stops while it runs: somebody stopped it, and there are some that stopped nothing and wait for an answer.</summary>
    public async Task<(bool IsStopped, bool OthersWait)> SeeStopsAsync(Turn turn, CancellationToken cancellationToken)
    {
        var (stopped, others) = await store.QueryAsync(
            session => session.FirstOrDefaultAsync<(int, long)>(
                $"SELECT stopped, (SELECT COUNT(*) FROM mailbox WHERE lane_key = turn.lane_key AND {StopAnswers.Due}) FROM turn WHERE turn.turn_id = @id",
                new { id = turn.Id.ToString() }),
            cancellationToken);
        return (stopped == 1, others > 0);
    }

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

    /// <summary>Keeps what a tool gave the user until the turn ends; false when it takes no more.</summary>
    public Task<bool> AddFileAsync(LaneLease lease, Turn turn, OutboundContent file, CancellationToken cancellationToken) =>
        store.WriteAsync(session => TurnFiles.AddAsync(session, lease, turn.Id, file), cancellationToken);

    /// <summary>
    /// Ends a turn: its history, its reply and those that bring its files with the next sequence numbers, and its status, all or nothing. Returns
    /// the reply; null, with nothing written, when somebody stopped it meanwhile and the outcome is another one: the user is told that it stopped.
    /// </summary>
    public async Task<UnsentReply?> CommitAsync(LaneLease lease, Turn turn, TurnOutcome outcome, CancellationToken cancellationToken)
    {
        try
        {
            return await store.WriteAsync(session => CommitAsync(session, lease, turn, outcome), cancellationToken);
        }
        catch (TurnOverException)
        {
            return await store.QueryAsync(session => CommittedAsync(session, turn, outcome), cancellationToken);
        }
    }

    private async Task<UnsentReply?> CommitAsync(StoreSession session, LaneLease lease, Turn turn, TurnOutcome outcome)
    {
        var now = time.GetUtcNow();

        // A /stop that came meanwhile is one of the messages of a turn that it stops.
        var taken = outcome.Status == TurnStatus.Cancelled ? await TurnMessages.ReadAsync(session, lease, turn.Id) : turn.Taken;
        var newest = taken[^1];
        var heard = taken.LastOrDefault(one => one.HeardAt > 0) ?? newest;
        var reply = writer.Compose(turn, lease, [.. taken.Select(one => one.Message)], outcome, now);
        var address = new ConversationAddress(reply.Conversation, reply.ReplyRoute);
        var hasFiles = turn.ToolsStarted || turn.Calls.ToolsStarted;
        var files = hasFiles && outcome.Status != TurnStatus.Cancelled ? await TurnFiles.ReadAsync(session, turn.Id) : [];
        var (lastSequence, lastPosition) = await EndAsync(session, lease, turn.Id, outcome, (address, heard, 1 + files.Count), now);
        if (turn.IsReplay)
        {
            await HistoryStore.RemoveTurnAsync(session, lease.Key, turn.Id);
        }

        if (outcome.Effect is { } effect)
        {
            await effect(session);
        }

        var unsent = ReplyWriter.Number(reply, files, lastSequence, newest.Trace);
        var batch = new SqlBatch();
        HistoryStore.Append(batch, lease.Key, Rows(turn, outcome, lastPosition), now);
        UsageStore.Add(batch, lease.Key, turn.Id, turn.Calls);
        ReplyWriter.Write(batch, lease.Key, turn.Id, unsent);
        if (hasFiles)
        {
            TurnFiles.Remove(batch, turn.Id);
        }

        await session.Last().ExecuteAsync(batch.Sql, batch.Parameters);
        return unsent;
    }

    private static IReadOnlyList<HistoryRow> Rows(Turn turn, TurnOutcome outcome, long lastPosition)
    {
        var first = lastPosition - outcome.History.Count + 1;
        return [.. outcome.History.Select((entry, index) => new HistoryRow(first + index, turn.Id, outcome.IsTold, entry))];
    }

    /// <summary>Gives out the sequence number of the last of the replies and the position of the last of the turn's history entries.</summary>
    private static Task<(long Sequence, long LastPosition)> EndAsync(
        StoreSession session,
        LaneLease lease,
        Guid turnId,
        TurnOutcome outcome,
        (ConversationAddress Address, TurnMessage Heard, int Replies) said,
        DateTimeOffset now) =>
        LaneTable.GuardAsync(
            session,
            lease,
            $"""
            UPDATE turn SET status = @Status, error = @Error, ended_at = @endedAt
            WHERE turn_id = @id AND status = '{TurnStatus.Running}' AND (stopped = 0 OR @Status = '{TurnStatus.Cancelled}')
            RETURNING turn_id;
            {ConversationStore.AdvanceSql}
            """,
            new
            {
                outcome.Status,
                outcome.Error,
                endedAt = now.ToUnixTimeMilliseconds(),
                id = turnId.ToString(),
                entries = outcome.History.Count,
                address = ConversationStore.Json(said.Address.Conversation),
                route = ConversationStore.Json(said.Address.Route),
                heardAt = said.Heard.HeardAt,
                person = said.Heard.Schedule is null ? PersonKey.OfDirect(said.Heard.Message) : null,
                replies = said.Replies,
            },
            async results => await results.FirstOrDefaultAsync<string>() is null
                ? throw new TurnOverException(turnId)
                : await results.FirstOrDefaultAsync<(long, long)>());

    /// <summary>The reply with its files, when an earlier commit of the turn was made and its end was not seen.</summary>
    private static async Task<UnsentReply?> CommittedAsync(StoreSession session, Turn turn, TurnOutcome outcome)
    {
        // A replay's replies come after those of the runs before it.
        var rows = await session.QueryAsync<(string, string?)>(
            """
            SELECT reply.body, reply.trace FROM reply
            JOIN reply AS first ON first.turn_id = reply.turn_id AND first.sequence <= reply.sequence
            JOIN turn ON turn.turn_id = reply.turn_id
            WHERE first.reply_id = @replyId AND turn.status = @Status ORDER BY reply.sequence
            """,
            new { replyId = turn.ReplyId.ToString(), outcome.Status });
        var replies = rows.Select(row => new UnsentReply(JsonSerializer.Deserialize(row.Item1, AgentJson.Default.DeliverMessage)!, row.Item2)).ToList();
        return replies.Count == 0 ? null : replies[0] with { Files = [.. replies.Skip(1)] };
    }
}
