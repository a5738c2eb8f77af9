using System.Text.Json;
using PicoClaw.Agent.Storage;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Conversations;

/// <summary>The turns of conversations. Every write is guarded by the lane's lease.</summary>
internal sealed class TurnStore([FromKeyedServices(AgentService.Name)] IStore store, TimeProvider time)
{
    private const int MaxMessagesInTurn = 50;

    /// <summary>Starts the turn that was left unfinished, else one of the messages that wait; null when none wait. The start is counted before the model is called.</summary>
    public Task<Turn?> StartNextAsync(LaneLease lease, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, lease);
                var id = await session.FirstOrDefaultAsync<string>("SELECT turn_id FROM turn WHERE lane_key = @Key AND status = 'running'", lease)
                    ?? await OpenAsync(session, lease);
                if (id is null)
                {
                    return null;
                }

                var attempt = 1 + await session.FirstOrDefaultAsync<int>("SELECT attempts FROM turn WHERE turn_id = @id", new { id });
                if (attempt <= Turn.MaxAttempts)
                {
                    await session.ExecuteAsync("UPDATE turn SET attempts = @attempt WHERE turn_id = @id", new { id, attempt });
                }

                var bodies = await session.QueryAsync<string>("SELECT body FROM mailbox WHERE turn_id = @id ORDER BY sent_at, position", new { id });
                return new Turn(Guid.Parse(id), attempt, [.. bodies.Select(body => JsonSerializer.Deserialize(body, AgentJson.Default.MessageReceived)!)]);
            },
            cancellationToken);

    /// <summary>Ends a turn: its history, its reply with the next sequence number and its status, all or nothing.</summary>
    public Task CommitAsync(LaneLease lease, Turn turn, TurnOutcome outcome, IReadOnlyList<HistoryEntry> said, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, lease);
                var now = time.GetUtcNow();
                var (sequence, history) = await session.FirstOrDefaultAsync<(long, long)>(
                    """
                    INSERT INTO conversation (lane_key, last_sequence, last_history) VALUES (@Key, 1, @count)
                    ON CONFLICT (lane_key) DO UPDATE SET last_sequence = conversation.last_sequence + 1, last_history = conversation.last_history + @count
                    RETURNING last_sequence, last_history
                    """,
                    new { lease.Key, count = said.Count });
                var position = history - said.Count;
                foreach (var entry in said)
                {
                    await session.ExecuteAsync(
                        "INSERT INTO history (lane_key, position, role, text, turn_id) VALUES (@Key, @position, @Role, @Text, @id)",
                        new { lease.Key, position = ++position, entry.Role, entry.Text, id = turn.Id.ToString() });
                }

                var reply = Reply(lease, turn, outcome, sequence, now);
                await session.ExecuteAsync(
                    "INSERT INTO reply (reply_id, lane_key, sequence, turn_id, body, sent) VALUES (@replyId, @Key, @sequence, @turnId, @body, 0)",
                    new
                    {
                        replyId = reply.Id.ToString(),
                        lease.Key,
                        sequence,
                        turnId = turn.Id.ToString(),
                        body = JsonSerializer.Serialize(reply, AgentJson.Default.DeliverMessage),
                    });
                await session.ExecuteAsync(
                    "UPDATE turn SET status = @status, error = @Error, ended_at = @endedAt WHERE turn_id = @id",
                    new
                    {
                        status = outcome.Error is null ? "committed" : "failed",
                        outcome.Error,
                        endedAt = now.ToUnixTimeMilliseconds(),
                        id = turn.Id.ToString(),
                    });
            },
            cancellationToken);

    /// <summary>The newest <paramref name="limit"/> entries, oldest first.</summary>
    public async Task<IReadOnlyList<HistoryEntry>> HistoryAsync(string laneKey, int limit, CancellationToken cancellationToken)
    {
        var newest = await store.ReadAsync(
            session => session.QueryAsync<HistoryEntry>(
                "SELECT role AS Role, text AS Text FROM history WHERE lane_key = @laneKey ORDER BY position DESC LIMIT @limit", new { laneKey, limit }),
            cancellationToken);
        return [.. newest.Reverse()];
    }

    private async Task<string?> OpenAsync(StoreSession session, LaneLease lease)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow()).ToString();
        var taken = await session.ExecuteAsync(
            """
            UPDATE mailbox SET turn_id = @id WHERE message_id IN (
                SELECT message_id FROM mailbox WHERE lane_key = @Key AND turn_id IS NULL ORDER BY sent_at, position LIMIT @MaxMessagesInTurn)
            """,
            new { id, lease.Key, MaxMessagesInTurn });
        if (taken == 0)
        {
            return null;
        }

        await session.ExecuteAsync(
            "INSERT INTO turn (turn_id, lane_key, status, attempts, created_at) VALUES (@id, @Key, 'running', 0, @now)",
            new { id, lease.Key, now = time.GetUtcNow().ToUnixTimeMilliseconds() });
        return id;
    }

    private static DeliverMessage Reply(LaneLease lease, Turn turn, TurnOutcome outcome, long sequence, DateTimeOffset now) => new()
    {
        Id = DeterministicId.From("reply", turn.Id.ToString()),
        Conversation = turn.Conversation,
        LaneId = lease.LaneId,
        Sequence = sequence,
        Content = new MarkdownContent { Text = outcome.Reply },
        ReplyRoute = turn.Messages.Reverse().Select(message => message.ReplyRoute).MaxBy(route => route.ExpiresAt ?? DateTimeOffset.MaxValue)!,
        CausationId = turn.Messages[^1].Id,
        CreatedAt = now,
    };
}
