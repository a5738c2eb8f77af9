using PicoClaw.Agent.Schedules;
using PicoClaw.Agent.Storage;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Turns;

// Within a transaction of the lane's holder.
internal static class TurnMessages
{
    private const string OfTurn = $"SELECT {StoredMessage.Columns} FROM mailbox WHERE turn_id = @turnId ORDER BY sent_at, position";

    public static Task<IReadOnlyList<StoredMessage>> RowsAsync(StoreSession session, string turnId) =>
        session.QueryAsync<StoredMessage>(OfTurn, new { turnId });

    /// <summary>The messages of a turn that can be read, in the order in which they were said.</summary>
    public static Task<IReadOnlyList<TurnMessage>> ReadAsync(StoreSession session, LaneLease lease, Guid turnId) =>
        LaneTable.GuardAsync(
            session, lease, OfTurn, new { turnId = turnId.ToString() }, async results => Read(await results.RowsAsync<StoredMessage>()).Messages);

    /// <summary>
    /// For a turn that starts: a message that cannot be read becomes a dead letter of its own, or takes the turn with it when the turn has no
    /// other.
    /// </summary>
    public static async Task SetAsideAsync(
        StoreSession session,
        string laneKey,
        string turnId,
        IReadOnlyList<TurnMessage> messages,
        IReadOnlyList<UnreadableMessage> broken,
        DateTimeOffset now)
    {
        if (messages.Count == 0)
        {
            await TurnTable.FailAsync(session, turnId, broken.Count > 0 ? broken[0].Reason : "it has no messages", now);
            return;
        }

        foreach (var message in broken)
        {
            var deadLetter = await TurnTable.CreateAsync(session, laneKey, TurnStatus.Failed, now);
            await session.ExecuteAsync("UPDATE mailbox SET turn_id = @deadLetter WHERE message_id = @MessageId", new { deadLetter, message.MessageId });
            await TurnTable.FailAsync(session, deadLetter, message.Reason, now);
        }
    }

    public static (IReadOnlyList<TurnMessage> Messages, IReadOnlyList<UnreadableMessage> Broken) Read(IReadOnlyList<StoredMessage> rows)
    {
        var (messages, broken) = (new List<TurnMessage>(rows.Count), new List<UnreadableMessage>());
        foreach (var row in rows)
        {
            ScheduledRun? run = null;
            if (StoredBody.TryRead(row.Body, AgentJson.Default.MessageReceived, out var message, out var problem)
                && (row.Schedule is null || StoredBody.TryRead(row.Schedule, ScheduleJson.Default.ScheduledRun, out run, out problem)))
            {
                messages.Add(new TurnMessage(message, row.Command, row.Trace, run) { IsPressed = row.Pressed == 1, Finding = row.Finding });
            }
            else
            {
                broken.Add(new UnreadableMessage(row.MessageId, problem));
            }
        }

        return (messages, broken);
    }
}
