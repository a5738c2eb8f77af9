using PicoClaw.Contracts;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Outbox;

public sealed class ContentDigestTests
{
    [Fact]
    public void Of_DirectReplies_IsEqualWhereTheirContentIs()
    {
        var reply = TestLane.Unreachable(TimeProvider.System).Say("text");
        var same = TestLane.Unreachable(TimeProvider.System).Say("text", "u1");
        var titled = reply with { Content = new MarkdownContent { Text = "text", Title = "title" } };

        ContentDigest.Of(reply).ShouldNotBeNull().ShouldBe(ContentDigest.Of(same));
        ContentDigest.Of(titled).ShouldNotBe(ContentDigest.Of(reply));
    }

    [Fact]
    public void Of_ReplyWithActionsOrAnAnnouncement_IsNull()
    {
        var reply = TestLane.Unreachable(TimeProvider.System).Say("text");

        ContentDigest.Of(reply with { Actions = [new MessageAction { Label = "Stop", Command = "/stop" }] }).ShouldBeNull();
        ContentDigest.Of(reply with { Announces = Guid.NewGuid() }).ShouldBeNull();
    }

    [Fact]
    public void Of_ReplyToAGroup_IsNull()
    {
        var reply = TestLane.Unreachable(TimeProvider.System).Say("text");

        ContentDigest.Of(reply with { Conversation = reply.Conversation with { Kind = ConversationKind.Group } }).ShouldBeNull();
    }
}
