using System.Globalization;
using System.Text.Json;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Storage;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Hosting.Reloading;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Turns;

/// <summary>Makes a turn's content the reply that egress is sent, and stores it in the transaction that ends the turn.</summary>
internal sealed class ReplyWriter(Live<ConversationOptions> options)
{
    // The most that egress takes in one message.
    private const int MaxMentions = 50;

    /// <summary>The reply but for its sequence number.</summary>
    public DeliverMessage Compose(Turn turn, LaneLease lease, IReadOnlyList<MessageReceived> messages, TurnOutcome outcome, DateTimeOffset now) =>
        new DeliverMessage
        {
            Id = turn.ReplyId,
            Conversation = messages[^1].Conversation,
            LaneId = lease.LaneId,
            Sequence = 0,
            Content = outcome.Reply,
            Actions = outcome.Actions,
            Mentions = Askers(messages),
            ReplyRoute = ReplyRoutes.Choose(messages, now),
            Priority = turn.Schedule is null ? DeliveryPriority.Interactive : DeliveryPriority.Bulk,
            CausationId = turn.Schedule is null ? messages[^1].Id : null,
            CreatedAt = now,
        }.Cleaned();

    /// <summary>The turn's text, and after it each of its files, with ids that follow from the turn's: every start gives the same.</summary>
    public static UnsentReply Number(DeliverMessage reply, IReadOnlyList<OutboundContent> files, long lastSequence, string? trace)
    {
        var first = lastSequence - files.Count;
        return new UnsentReply(reply with { Sequence = first }, trace)
        {
            Files = [.. files.Select((file, index) => new UnsentReply(FileReply(reply, file, index + 1) with { Sequence = first + index + 1 }, trace))],
        };
    }

    /// <summary>One short message that tells of the turn while it runs. It says the same, under the same id, in every start.</summary>
    public DeliverMessage Announce(Turn turn, LaneLease lease, string text, MessageAction action, DateTimeOffset now) =>
        Compose(turn, lease, turn.Messages, TurnOutcome.Answered(text) with { Actions = [action] }, now) with
        {
            Id = DeterministicId.From("reply note", turn.ReplyId.ToString()),
            Mentions = [],
            Announces = turn.ReplyId,
        };

    /// <summary>Stores what is said beside a running turn, with the next sequence number, as the last of a guarded transaction.</summary>
    public static async Task AppendAsync(StoreSession session, string laneKey, Guid turnId, DeliverMessage reply, TurnMessage newest)
    {
        var (sequence, _) = await session.FirstOrDefaultAsync<(long, long)>(
            ConversationStore.AdvanceSql,
            new
            {
                Key = laneKey,
                replies = 1,
                entries = 0,
                address = ConversationStore.Json(reply.Conversation),
                route = ConversationStore.Json(reply.ReplyRoute),
                heardAt = newest.HeardAt,
                person = PersonKey.OfDirect(newest.Message),
            });
        var batch = new SqlBatch();
        WriteOne(batch, laneKey, turnId, new UnsentReply(reply with { Sequence = sequence }, newest.Trace));
        await session.Last().ExecuteAsync(batch.Sql, batch.Parameters);
    }

    public static void Write(SqlBatch batch, string laneKey, Guid turnId, UnsentReply reply)
    {
        WriteOne(batch, laneKey, turnId, reply);
        foreach (var file in reply.Files)
        {
            WriteOne(batch, laneKey, turnId, file);
        }
    }

    // The text before it mentions the people.
    private static DeliverMessage FileReply(DeliverMessage reply, OutboundContent file, int number) => (reply with
    {
        Id = DeterministicId.From("reply file", reply.Id.ToString(), number.ToString(CultureInfo.InvariantCulture)),
        Content = file,
        Mentions = [],
        Actions = [],
    }).Cleaned();

    private static void WriteOne(SqlBatch batch, string laneKey, Guid turnId, UnsentReply reply)
    {
        var (message, trace) = reply;
        var body = JsonSerializer.Serialize(message, AgentJson.Default.DeliverMessage);
        batch.Add(
            $"""
            INSERT INTO reply (reply_id, lane_key, sequence, turn_id, body, sent, trace)
            VALUES ({message.Id.ToString()}, {laneKey}, {message.Sequence}, {turnId.ToString()}, {body}, 0, {trace})
            """);
    }

    private IReadOnlyList<string> Askers(IReadOnlyList<MessageReceived> messages) =>
        options.Value.MentionAsker && messages[^1].Conversation.Kind == ConversationKind.Group
            ? [.. messages.Select(message => message.Sender.Id).Where(id => id.Length > 0).Distinct(StringComparer.Ordinal).Take(MaxMentions)]
            : [];
}
