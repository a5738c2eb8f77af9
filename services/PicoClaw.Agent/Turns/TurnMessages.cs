using PicoClaw.Agent.Storage;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Turns;

// Within a transaction of the lane's holder.
internal static class TurnMessages
{
    /// <summary>The messages of a turn that can be read, in the order in which they were said.</summary>
    public static async Task<IReadOnlyList<TurnMessage>> ReadAsync(StoreSession session, string turnId) => Read(await RowsAsync(session, turnId)).Messages;

    /// <summary>
    /// The same, for a turn that starts: a message that cannot be read becomes a dead letter of its own, or takes the turn with it when it
    /// has no other. Empty: the turn is over.
    /// </summary>
    public static async Task<IReadOnlyList<TurnMessage>> TakeAsync(
        StoreSession session, string laneKey, string turnId, DateTimeOffset now, List<UnreadableMessage> unreadable)
    {
        var (messages, broken) = Read(await RowsAsync(session, turnId));
        unreadable.AddRange(broken);
        if (messages.Count == 0)
        {
            await TurnTable.FailAsync(session, turnId, broken.Count > 0 ? broken[0].Reason : "it has no messages", now);
            return messages;
        }

        foreach (var message in broken)
        {
            var deadLetter = await TurnTable.CreateAsync(session, laneKey, TurnStatus.Failed, now);
            await session.ExecuteAsync("UPDATE mailbox SET turn_id = @deadLetter WHERE message_id = @MessageId", new { deadLetter, message.MessageId });
            await TurnTable.FailAsync(session, deadLetter, message.Reason, now);
        }

        return messages;
    }

    private static (IReadOnlyList<TurnMessage> Messages, IReadOnlyList<UnreadableMessage> Broken) Read(IReadOnlyList<(string, string, string?, string?)> rows)
    {
        var (messages, broken) = (new List<TurnMessage>(), new List<UnreadableMessage>());
        foreach (var (id, body, command, trace) in rows)
        {
            if (StoredBody.TryRead(body, AgentJson.Default.MessageReceived, out var message, out var problem))
            {
                messages.Add(new TurnMessage(message, command, trace));
            }
            else
            {
                broken.Add(new UnreadableMessage(id, problem));
            }
        }

        return (messages, broken);
    }

    private static Task<IReadOnlyList<(string Id, string Body, string? Command, string? Trace)>> RowsAsync(StoreSession session, string turnId) =>
        session.QueryAsync<(string, string, string?, string?)>(
            "SELECT message_id, body, command, trace FROM mailbox WHERE turn_id = @turnId ORDER BY sent_at, position", new { turnId });
}
