using System.Text.Json;
using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Schedules;
using PicoClaw.Agent.Storage;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Intake;

/// <summary>Writes messages into the mailbox, within a transaction.</summary>
internal sealed class MailboxWriter(CommandTable commands, TimeProvider time)
{
    // SQLite looks for every value of a round trip in each of its statements, so a larger part would take longer.
    private const int MaxPart = 16;

    private const long FirstPosition = 1;

    /// <summary>Tells for each message whether it is new.</summary>
    public async Task<IReadOnlyList<bool>> WriteAsync(StoreSession session, IReadOnlyList<IncomingMessage> messages)
    {
        var areNew = new bool[messages.Count];

        // Lanes in the same order in every replica, so that no two wait for each other.
        var entries = messages.Index()
            .OrderBy(message => message.Item.LaneKey, StringComparer.Ordinal)
            .Select(message => new Entry(message.Index, message.Item, CommandIn(message.Item)))
            .ToList();

        // Before the lanes' rows: a claim takes both in this order, so the two do not block each other.
        foreach (var key in entries.Where(entry => entry.Command is IControlCommand).Select(entry => entry.LaneKey).Distinct(StringComparer.Ordinal))
        {
            await LaneTable.LockAsync(session, key);
        }

        foreach (var part in Parts(entries))
        {
            await InsertAsync(session, part, areNew);
            foreach (var entry in part)
            {
                await FollowUpAsync(session, entry, areNew[entry.Index]);
            }
        }

        return areNew;
    }

    // What follows a control command must not be there yet when it acts.
    private static IEnumerable<IReadOnlyList<Entry>> Parts(IEnumerable<Entry> entries)
    {
        var part = new List<Entry>();
        foreach (var entry in entries)
        {
            part.Add(entry);
            if (part.Count == MaxPart || entry.Command is IControlCommand)
            {
                yield return part;
                part = [];
            }
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }

    private static async Task InsertAsync(StoreSession session, IReadOnlyList<Entry> part, bool[] areNew)
    {
        var lanes = part.GroupBy(entry => entry.LaneKey, StringComparer.Ordinal).Select(lane => (Key: lane.Key, Entries: lane.ToList())).ToList();
        var batch = new SqlBatch();
        foreach (var (key, entries) in lanes)
        {
            LaneTable.Append(batch, key, entries.Count);
            foreach (var (offset, entry) in entries.Index())
            {
                Insert(batch, entry, entries.Count - offset);
            }
        }

        var first = await session.BatchAsync(
            batch.Sql,
            batch.Parameters,
            async results =>
            {
                var opened = new List<Entry>();
                foreach (var (_, entries) in lanes)
                {
                    if (await results.FirstOrDefaultAsync<long>() == FirstPosition)
                    {
                        opened.Add(entries[0]);
                    }

                    foreach (var entry in entries)
                    {
                        areNew[entry.Index] = await results.FirstOrDefaultAsync<long>() >= FirstPosition;
                    }
                }

                return opened;
            });
        foreach (var entry in first)
        {
            var message = entry.Incoming.Message;
            var heardAt = entry.Incoming is { Schedule: null, IsPressed: false } ? message.SentAt.ToUnixTimeMilliseconds() : 0;
            await ConversationStore.AddAsync(session, entry.LaneKey, message, heardAt);
        }
    }

    // The lane has just given out its positions, and is locked.
    private static void Insert(SqlBatch batch, Entry entry, int fromEnd)
    {
        var message = entry.Incoming.Message;
        var body = JsonSerializer.Serialize(message, AgentJson.Default.MessageReceived);
        var run = entry.Incoming.Schedule is { } schedule ? JsonSerializer.Serialize(schedule, ScheduleJson.Default.ScheduledRun) : null;
        batch.Add(
            $"""
            INSERT INTO mailbox (message_id, lane_key, position, sent_at, body, command, trace, schedule, pressed)
            SELECT {message.Id.ToString()}, lane_key, next_position - {fromEnd}, {message.SentAt.ToUnixTimeMilliseconds()}, {body},
                {entry.Command?.Name}, {entry.Incoming.Trace}, {run},
                {(entry.Incoming.IsPressed ? 1 : 0)}
            FROM lane WHERE lane_key = {entry.LaneKey}
            ON CONFLICT (message_id) DO NOTHING
            RETURNING position
            """);
    }

    // What a schedule says is never a command.
    private ICommand? CommandIn(IncomingMessage incoming) => incoming.Schedule is null ? commands.Find(incoming.Message) : null;

    private async Task FollowUpAsync(StoreSession session, Entry entry, bool isNew)
    {
        var id = entry.Incoming.Message.Id;
        if (!isNew)
        {
            // The reply of a committed turn is sent again under its id: egress drops it, unless the first one was lost.
            await session.ExecuteAsync(
                "UPDATE reply SET sent = 0 WHERE turn_id = (SELECT turn_id FROM mailbox WHERE message_id = @id)", new { id = id.ToString() });
        }
        else if (entry.Command is IControlCommand control)
        {
            await control.TakeInAsync(
                session, new ControlMessage(entry.LaneKey, entry.Incoming.Message, entry.Incoming.IsPressed), time.GetUtcNow());
        }
    }

    private sealed record Entry(int Index, IncomingMessage Incoming, ICommand? Command)
    {
        public string LaneKey => Incoming.LaneKey;
    }
}
