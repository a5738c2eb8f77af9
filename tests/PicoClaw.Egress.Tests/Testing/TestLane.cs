using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Egress.Tests.Testing;

/// <summary>An agent's side of one conversation: makes its replies, in sequence.</summary>
internal sealed class TestLane(Conversation conversation, ReplyRoute route, TimeProvider time)
{
    private readonly Guid _laneId = Guid.NewGuid();
    private long _sequence;

    public Conversation Conversation => conversation;

    /// <summary>The id within the session webhook.</summary>
    public string Session => route.Address.Split("session=")[1].Split('"')[0];

    /// <summary>A conversation that nothing will be sent to.</summary>
    public static TestLane Unreachable(TimeProvider time, string account = "main") => new(
        new Conversation { Channel = "dingtalk", Account = account, Id = Guid.NewGuid().ToString(), Kind = ConversationKind.Direct },
        new ReplyRoute { Address = """{"robotCode":"r","isGroup":false,"userId":"u"}""" },
        time);

    public DeliverMessage Say(string text, params string[] mentions) => Say(new MarkdownContent { Text = text }, ++_sequence, mentions);

    public DeliverMessage Send(OutboundContent content, params string[] mentions) => Say(content, ++_sequence, mentions);

    public DeliverMessage SayAt(long sequence, string text) => Say(new MarkdownContent { Text = text }, sequence, []);

    private DeliverMessage Say(OutboundContent content, long sequence, IReadOnlyList<string> mentions) => new()
    {
        Id = DeterministicId.From(_laneId.ToString(), sequence.ToString()),
        Conversation = conversation,
        LaneId = _laneId,
        Sequence = sequence,
        Content = content,
        Mentions = mentions,
        ReplyRoute = route,
        CreatedAt = time.GetUtcNow(),
    };
}
