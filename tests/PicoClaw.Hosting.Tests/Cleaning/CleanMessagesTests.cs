using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Hosting.Tests.Cleaning;

public sealed class CleanMessagesTests
{
    private static readonly Conversation Conversation = new()
    {
        Channel = "sample",
        Account = "main",
        Id = "cid\0",
        Kind = ConversationKind.Group,
        Title = "研\0发\nteam",
    };

    private static readonly ReplyRoute Route = new() { Address = "to\0" };

    [Fact]
    public void Cleaned_MessageReceived_KeepsIdsAndCleansAllThatPeopleWrite()
    {
        var message = new MessageReceived
        {
            Id = Guid.NewGuid(),
            PlatformMessageId = "msg\0",
            Conversation = Conversation,
            Sender = new Sender { Id = "u\0", DisplayName = "x\0y" },
            Text = "a\0b\nc",
            Quote = new Quote { MessageId = "old\0", Text = "q\0" },
            Attachments = [new Attachment { Kind = AttachmentKind.File, Reference = "r\0", FileName = "f\0.pdf" }],
            SentAt = DateTimeOffset.UnixEpoch,
            ReceivedAt = DateTimeOffset.UnixEpoch,
            ReplyRoute = Route,
        };

        var clean = message.Cleaned();

        clean.ShouldBe(message with
        {
            Conversation = Conversation with { Title = "研发 team" },
            Sender = new Sender { Id = "u\0", DisplayName = "xy" },
            Text = "ab\nc",
            Quote = new Quote { MessageId = "old\0", Text = "q" },
            Attachments = clean.Attachments,
        });
        clean.Attachments.ShouldBe([new Attachment { Kind = AttachmentKind.File, Reference = "r\0", FileName = "f.pdf" }]);
    }

    [Fact]
    public void Cleaned_MessageOfFewFields_StaysAsItIs()
    {
        var message = new MessageReceived
        {
            Id = Guid.NewGuid(),
            PlatformMessageId = "msg",
            Conversation = Conversation with { Title = null },
            Sender = new Sender { Id = "u" },
            Text = "",
            SentAt = DateTimeOffset.UnixEpoch,
            ReceivedAt = DateTimeOffset.UnixEpoch,
            ReplyRoute = Route,
        };

        message.Cleaned().ShouldBe(message);
    }

    [Fact]
    public void Cleaned_DeliverMessage_CleansWhatIsShown()
    {
        var reply = new DeliverMessage
        {
            Id = Guid.NewGuid(),
            Conversation = Conversation,
            LaneId = Guid.NewGuid(),
            Sequence = 1,
            Content = new MarkdownContent { Text = "o\0k", Title = "t\0" },
            ReplyRoute = Route,
            CreatedAt = DateTimeOffset.UnixEpoch,
        };

        reply.Cleaned().ShouldBe(reply with { Content = new MarkdownContent { Text = "ok", Title = "t" } });
    }
}
