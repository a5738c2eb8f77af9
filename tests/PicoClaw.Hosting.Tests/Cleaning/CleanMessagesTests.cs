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

    [Fact]
    public void Cleaned_Actions_AreFewShortAndOnOneLine()
    {
        var reply = new DeliverMessage
        {
            Id = Guid.NewGuid(),
            Conversation = Conversation,
            LaneId = Guid.NewGuid(),
            Sequence = 1,
            Content = new MarkdownContent { Text = "hi" },
            Actions =
            [
                .. Enumerable.Range(1, 30).Select(number => new MessageAction { Label = $"st\0op\n{number} {new string('x', 100)}", Command = "/st\0op\n1" }),
            ],
            ReplyRoute = Route,
            CreatedAt = DateTimeOffset.UnixEpoch,
        };

        var actions = reply.Cleaned().Actions;

        actions.Count.ShouldBe(10);
        actions[0].ShouldBe(new MessageAction { Label = $"stop 1 {new string('x', 13)}", Command = "/stop 1" });
    }

    [Fact]
    public void Cleaned_ReplyProgress_KeepsTheHeadOfALongText()
    {
        var progress = new ReplyProgress
        {
            ReplyId = Guid.NewGuid(),
            Attempt = 1,
            Number = 1,
            Conversation = Conversation,
            ReplyRoute = Route,
            Stage = ProgressStage.Tool,
            Tool = "web\nsearch\0",
            Text = "a\0" + new string('汉', 10_000),
            StartedAt = DateTimeOffset.UnixEpoch,
            CreatedAt = DateTimeOffset.UnixEpoch,
        };

        var clean = progress.Cleaned();

        (clean.Tool, clean.Conversation.Id).ShouldBe(("web search", "cid\0"));
        clean.Text.ShouldBe("a" + new string('汉', 6665) + "…");
    }

    [Fact]
    public void Cleaned_ActionReceived_BoundsWhatThePersonWrote()
    {
        var action = new ActionReceived
        {
            Id = Guid.NewGuid(),
            Channel = "sample",
            Account = "main",
            ReplyId = Guid.NewGuid(),
            Sender = new Sender { Id = "u\0", DisplayName = "x\0y" },
            Kind = ActionKind.FeedbackDown,
            Text = "wr\0ong" + new string('!', 5000),
            ReceivedAt = DateTimeOffset.UnixEpoch,
        };

        var clean = action.Cleaned();

        (clean.Sender.Id, clean.Sender.DisplayName, clean.Text).ShouldBe(("u\0", "xy", "wrong" + new string('!', 1995)));
    }
}
