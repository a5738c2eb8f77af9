using System.Text.Json;
using Microsoft.Extensions.Options;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Storage;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Turns;

/// <summary>Makes a turn's content the reply that egress is sent, in the transaction that ends the turn.</summary>
internal sealed class ReplyWriter(IOptions<ConversationOptions> options)
{
    // The most that egress takes in one message.
    private const int MaxMentions = 50;

    public async Task WriteAsync(StoreSession session, LaneLease lease, Turn turn, OutboundContent content, long sequence, DateTimeOffset now)
    {
        // Read again: a /stop that came meanwhile is one of them.
        var taken = await TurnMessages.ReadAsync(session, turn.Id.ToString());
        IReadOnlyList<MessageReceived> messages = [.. taken.Select(one => one.Message)];
        var reply = new DeliverMessage
        {
            Id = turn.ReplyId,
            Conversation = messages[^1].Conversation,
            LaneId = lease.LaneId,
            Sequence = sequence,
            Content = content,
            Mentions = Askers(messages),
            ReplyRoute = ReplyRoutes.Choose(messages, now),
            CausationId = messages[^1].Id,
            CreatedAt = now,
        };
        await session.ExecuteAsync(
            "INSERT INTO reply (reply_id, lane_key, sequence, turn_id, body, sent, trace) VALUES (@replyId, @Key, @sequence, @turnId, @body, 0, @Trace)",
            new
            {
                replyId = reply.Id.ToString(),
                lease.Key,
                sequence,
                turnId = turn.Id.ToString(),
                body = JsonSerializer.Serialize(reply.Cleaned(), AgentJson.Default.DeliverMessage),
                taken[^1].Trace,
            });
    }

    private IReadOnlyList<string> Askers(IReadOnlyList<MessageReceived> messages) =>
        options.Value.MentionAsker && messages[^1].Conversation.Kind == ConversationKind.Group
            ? [.. messages.Select(message => message.Sender.Id).Distinct(StringComparer.Ordinal).Take(MaxMentions)]
            : [];
}
