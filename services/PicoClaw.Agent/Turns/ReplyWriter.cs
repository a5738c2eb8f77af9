using System.Text.Json;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Storage;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;
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
    public DeliverMessage Compose(Turn turn, LaneLease lease, IReadOnlyList<MessageReceived> messages, OutboundContent content, DateTimeOffset now) =>
        new DeliverMessage
        {
            Id = turn.ReplyId,
            Conversation = messages[^1].Conversation,
            LaneId = lease.LaneId,
            Sequence = 0,
            Content = content,
            Mentions = Askers(messages),
            ReplyRoute = ReplyRoutes.Choose(messages, now),
            Priority = turn.Schedule is null ? DeliveryPriority.Interactive : DeliveryPriority.Bulk,
            CausationId = turn.Schedule is null ? messages[^1].Id : null,
            CreatedAt = now,
        }.Cleaned();

    public static void Write(SqlBatch batch, string laneKey, Guid turnId, UnsentReply reply)
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
