using PicoClaw.Agent.Storage;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Conversations;

/// <summary>The messages of turns, within a transaction of the lane's holder.</summary>
internal static class TurnMessages
{
    /// <summary>Those that can be read, in the order in which they were said.</summary>
    public static async Task<IReadOnlyList<TakenMessage>> ReadAsync(StoreSession session, string turnId)
    {
        var messages = new List<TakenMessage>();
        foreach (var (_, body, trace) in await RowsAsync(session, turnId))
        {
            if (StoredBody.TryRead(body, AgentJson.Default.MessageReceived, out var message, out _))
            {
                messages.Add(new TakenMessage(message, trace));
            }
        }

        return messages;
    }

    /// <summary>
    /// The same, for a turn that starts: a message that cannot be read becomes a dead letter of its own, or takes the turn with it when it has no other. Empty: the turn is over.
    /// </summary>
    public static async Task<IReadOnlyList<TakenMessage>> TakeAsync(StoreSession session, string laneKey, string turnId, DateTimeOffset now, List<UnreadableMessage> unreadable)
    {
        var rows = await RowsAsync(session, turnId);
        var (messages, broken) = (new List<TakenMessage>(), new List<UnreadableMessage>());
        foreach (var (id, body, trace) in rows)
        {
            if (StoredBody.TryRead(body, AgentJson.Default.MessageReceived, out var message, out var problem))
            {
                messages.Add(new TakenMessage(message, trace));
            }
            else
            {
                broken.Add(new UnreadableMessage(id, problem));
            }
        }

        unreadable.AddRange(broken);
        if (messages.Count == 0)
        {
            await FailAsync(session, turnId, broken.Count > 0 ? broken[0].Reason : "it has no messages", now);
            return messages;
        }

        foreach (var one in broken)
        {
            var letter = await TurnStore.CreateAsync(session, laneKey, TurnStatus.Failed, isStopped: false, now);
            await session.ExecuteAsync("UPDATE mailbox SET turn_id = @letter WHERE message_id = @MessageId", new { letter, one.MessageId });
            await FailAsync(session, letter, one.Reason, now);
        }

        return messages;
    }

    private static Task FailAsync(StoreSession session, string turnId, string error, DateTimeOffset now) =>
        session.ExecuteAsync(
            "UPDATE turn SET status = 'failed', error = @error, ended_at = @endedAt WHERE turn_id = @turnId", new { turnId, error, endedAt = now.ToUnixTimeMilliseconds() });

    private static Task<IReadOnlyList<(string Id, string Body, string? Trace)>> RowsAsync(StoreSession session, string turnId) =>
        session.QueryAsync<(string, string, string?)>("SELECT message_id, body, trace FROM mailbox WHERE turn_id = @turnId ORDER BY sent_at, position", new { turnId });
}
