using DingTalk.Stream.OpenApi;
using DingTalk.Stream.Protocol;
using PicoClaw.Contracts;
using PicoClaw.Ingress.Mapping;
using PicoClaw.Ingress.Tests.Testing;

namespace PicoClaw.Ingress.Tests.Mapping;

public sealed class MessageMapperTests
{
    [Fact]
    public void TryMap_DirectMessage_SaysWhatWasHeard()
    {
        var message = Heard.Direct(" hello\nworld ").Map();

        message.PlatformMessageId.ShouldBe("msg1");
        message.Conversation.ShouldBe(
            new Conversation { Channel = "dingtalk", Account = "main", Id = "cidDirect==", Kind = ConversationKind.Direct });
        message.Sender.ShouldBe(new Sender { Id = "Manager01", DisplayName = "小王" });
        message.Text.ShouldBe("hello\nworld");
        message.Mentioned.ShouldBeFalse();
        message.Quote.ShouldBeNull();
        message.Attachments.ShouldBeEmpty();
        message.SentAt.ShouldBe(Heard.Now.AddSeconds(-1));
        message.ReceivedAt.ShouldBe(Heard.Now);
    }

    [Fact]
    public void TryMap_ControlCharactersInWhatPeopleWrite_AreDroppedBeforeItIsRead()
    {
        var heard = Heard.Group("\0@PicoClaw\u2005\u0001/help\0") with
        {
            SenderNick = "x\0\ny",
            ConversationTitle = "研\0发",
            Quote = new DingTalk.Stream.Protocol.Quote { MessageId = "m\0", Content = new TextContent("q\0") },
        };

        var message = heard.Map();

        (message.Text, message.Sender.DisplayName, message.Conversation.Title).ShouldBe(("/help", "x y", "研发"));
        message.Quote.ShouldBe(new Contracts.Quote { MessageId = "m\0", Text = "q" });
        Heard.Direct(" \0 hello").Map().Text.ShouldBe("hello");
    }

    [Fact]
    public void TryMap_GroupMessage_HasItsTitleAndLosesTheMention()
    {
        var message = (Heard.Group("@PicoClaw\u2005first\nsecond") with { IsAdmin = true }).Map();

        message.Conversation.ShouldBe(
            new Conversation { Channel = "dingtalk", Account = "main", Id = "cidGroup==", Kind = ConversationKind.Group, Title = "研发" });
        message.Text.ShouldBe("first\nsecond");
        message.Mentioned.ShouldBeTrue();
        message.Sender.IsAdmin.ShouldBeTrue();
    }

    [Fact]
    public void TryMap_DirectMessageThatStartsWithAName_KeepsIt() => Heard.Direct("@小王 is late").Map().Text.ShouldBe("@小王 is late");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void TryMap_NoStaffId_TakesTheEncryptedId(string? staffId) =>
        (Heard.Direct("hello") with { SenderStaffId = staffId }).Map().Sender.Id.ShouldBe("$:LWCP_v1:$abc");

    [Fact]
    public void TryMap_DirectMessageWithoutConversation_TakesTheSender() =>
        (Heard.Direct("hello") with { ConversationId = "" }).Map().Conversation.Id.ShouldBe("Manager01");

    [Fact]
    public void TryMap_IdsInMixedCase_StayAsTheyAre()
    {
        var message = (Heard.Group("hello") with { MessageId = "MsgAbC==", ConversationId = "cidAbC+/==", SenderStaffId = "uSeR" }).Map("MyAccount");

        (message.PlatformMessageId, message.Conversation.Id, message.Sender.Id, message.Conversation.Account)
            .ShouldBe(("MsgAbC==", "cidAbC+/==", "uSeR", "MyAccount"));
    }

    [Fact]
    public void TryMap_SameMessageAgain_HasTheSameIdWhateverElseChanged()
    {
        var again = Heard.Direct("hello") with { SessionWebhook = null, CreatedAt = null };

        again.Map().Id.ShouldBe(Heard.Direct("hello").Map().Id);
    }

    [Fact]
    public void TryMap_AnotherAccountOrMessageOrCase_HasAnotherId()
    {
        Guid[] ids =
        [
            Heard.Direct("hello").Map().Id,
            Heard.Direct("hello").Map("other").Id,
            (Heard.Direct("hello") with { MessageId = "msg2" }).Map().Id,
            (Heard.Direct("hello") with { MessageId = "MSG1" }).Map().Id,
        ];

        ids.Distinct().Count().ShouldBe(ids.Length);
    }

    // With other ids, every message redelivered across an update would be answered again.
    [Fact]
    public void TryMap_Id_IsWhatItAlwaysWas() => Heard.Direct("hello").Map().Id.ShouldBe(new Guid("1a4a102f-49c5-81ec-bd91-f5fc22314a32"));

    [Fact]
    public void TryMap_RichText_IsItsReadableParts()
    {
        var content = new RichTextContent(
        [
            new RichTextRun("see "), new RichTextOther("picture"), new RichTextRun("\n"), new RichTextMention("Han", "u2"), new RichTextRun(" please"),
        ]);

        (Heard.Direct("") with { Content = content, MessageType = "richText" }).Map().Text.ShouldBe("see \n@Han please");
    }

    [Fact]
    public void TryMap_RichTextInAGroup_LosesTheLeadingMention()
    {
        var content = new RichTextContent([new RichTextMention("PicoClaw", "bot"), new RichTextRun(" first\nsecond")]);

        (Heard.Group("") with { Content = content }).Map().Text.ShouldBe("first\nsecond");
    }

    // A mention is a separate part: no blank need follow it.
    [Fact]
    public void TryMap_RichTextWithoutABlankAfterTheMention_KeepsTheText()
    {
        var content = new RichTextContent(
            [new RichTextRun(" "), new RichTextMention("PicoClaw", "bot"), new RichTextRun("hello "), new RichTextMention("Li", "u3")]);

        (Heard.Group("") with { Content = content, AtUsers = [new("$:LWCP_v1:$bot", null, null), new("$:LWCP_v1:$li", "u3", null)] })
            .Map().Text
            .ShouldBe("hello @Li");
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("turn it on", "turn it on")]
    public void TryMap_OtherKindOfContent_IsTheTextThatCameAlong(string? text, string expected) =>
        (Heard.Direct("") with { Content = new UnsupportedContent("audio", text) }).Map().Text.ShouldBe(expected);

    [Fact]
    public void TryMap_ReplyRoute_HoldsTheWayBackAndItsEnd()
    {
        var route = Heard.Group("hello").Map().ReplyRoute;

        route.ExpiresAt.ShouldBe(Heard.Now.AddMinutes(90));
        ReplyTarget.Parse(route.Address).ShouldBe(new ReplyTarget
        {
            SessionWebhook = new Uri("https://oapi.dingtalk.com/robot/sendBySession?session=s1"),
            RobotCode = "robot",
            IsGroup = true,
            UserId = "Manager01",
            OpenConversationId = "cidGroup==",
        });
    }

    [Fact]
    public void TryMap_MessageNamesItsRobot_ThatOneAnswers() =>
        ReplyTarget.Parse((Heard.Direct("hello") with { RobotCode = "scene-robot" }).Map().ReplyRoute.Address).RobotCode.ShouldBe("scene-robot");

    [Fact]
    public void TryMap_Quote_SaysWhatIsAnswered()
    {
        var quote = new DingTalk.Stream.Protocol.Quote { MessageId = "msgOld==", Content = new TextContent("the old text") };

        var message = (Heard.Direct("and this?") with { Quote = quote }).Map();

        message.Quote.ShouldBe(new Contracts.Quote { MessageId = "msgOld==", Text = "the old text" });
        (Heard.Direct("and this?") with { Quote = quote with { Content = null } }).Map().Quote!.Text.ShouldBeNull();
    }

    [Fact]
    public void TryMap_Speech_IsWhatDingTalkUnderstood() =>
        (Heard.Direct("") with { Content = new AudioContent("dc", "turn it on", Duration: null) }).Map().Text.ShouldBe("turn it on");

    [Fact]
    public void TryMap_NoCreatedAt_TakesTheTimeOfReading() => (Heard.Direct("hello") with { CreatedAt = null }).Map().SentAt.ShouldBe(Heard.Now);

    [Fact]
    public void TryMap_NoSender_SaysSo() => Problem(Heard.Direct("hello") with { SenderStaffId = null, SenderId = " " }).ShouldContain("sender");

    [Fact]
    public void TryMap_GroupMessageWithoutConversation_SaysSo() =>
        Problem(Heard.Group("hello") with { ConversationId = "" }).ShouldContain("conversation");

    [Fact]
    public void TryMap_NoMessageId_SaysSo() => Problem(Heard.Direct("hello") with { MessageId = "" }).ShouldContain("message id");

    private static string Problem(BotMessage heard)
    {
        MessageMapper.TryMap(heard, "main", "robot", Heard.Now, out var message, out var problem).ShouldBeFalse();
        message.ShouldBeNull();
        return problem!;
    }
}
