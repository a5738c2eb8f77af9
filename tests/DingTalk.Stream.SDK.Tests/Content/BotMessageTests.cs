using DingTalk.Stream.Protocol;

namespace DingTalk.Stream.Tests.Content;

public sealed class BotMessageTests
{
    // On Unix a path parses as an absolute file address.
    [Theory]
    [InlineData("/robot/sendBySession?session=x")]
    [InlineData("//oapi.dingtalk.com/robot/sendBySession?session=x")]
    public void Parse_WebhookIsAPath_IsNone(string webhook) =>
        BotMessage.Parse(
            new StreamFrame { Type = "CALLBACK", Data = $$"""{"msgId":"m","sessionWebhook":"{{webhook}}"}""" }).SessionWebhook.ShouldBeNull();

    [Fact]
    public void Parse_MessageOfTheReference_ReadsEverything()
    {
        var message = Parse(
            """
            {"conversationId":"cidQ2dEMo1VabCdEfGh0123456789==","conversationType":"2","conversationTitle":"Ops room","msgId":"msgA1b2C3d4E5f6G7h8==",
             "msgtype":"text","text":{"content":" restart db-3"},"createAt":1769900000001,"senderId":"$:LWCP_v1:$aBcD1234==","senderStaffId":"0123456789",
             "senderNick":"Li Lei","senderCorpId":"ding0aa1demo","senderPlatform":"Mac","isAdmin":false,"chatbotUserId":"$:LWCP_v1:$bOtX99==",
             "chatbotCorpId":"ding0aa1demo","robotCode":"dingdemo7k2pq9","isInAtList":true,"atUsers":[{"dingtalkId":"$:LWCP_v1:$bOtX99=="},
             {"dingtalkId":"$:LWCP_v1:$zZ==","staffId":"0987654321"}],"openThreadId":"cidQ2dEMo1VabCdEfGh0123456789==",
             "sessionWebhook":"https://oapi.dingtalk.com/robot/sendBySession?session=0f0e0d0c0b0a","sessionWebhookExpiredTime":1769905400123}
            """);

        message.AtUsers.ShouldBe(
            [new MentionedUser("$:LWCP_v1:$bOtX99==", null, null), new MentionedUser("$:LWCP_v1:$zZ==", "0987654321", null)]);
        (message with { AtUsers = [], Payload = MessagePayload.None }).ShouldBe(new BotMessage
        {
            MessageId = "msgA1b2C3d4E5f6G7h8==",
            ConversationId = "cidQ2dEMo1VabCdEfGh0123456789==",
            IsGroup = true,
            ConversationTitle = "Ops room",
            MessageType = "text",
            Content = new TextContent(" restart db-3"),
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(1769900000001),
            SenderId = "$:LWCP_v1:$aBcD1234==",
            SenderStaffId = "0123456789",
            SenderNick = "Li Lei",
            SenderCorpId = "ding0aa1demo",
            SenderPlatform = "Mac",
            ChatbotCorpId = "ding0aa1demo",
            IsAdmin = false,
            RobotCode = "dingdemo7k2pq9",
            ChatbotUserId = "$:LWCP_v1:$bOtX99==",
            IsInAtList = true,
            SessionWebhook = new Uri("https://oapi.dingtalk.com/robot/sendBySession?session=0f0e0d0c0b0a"),
            SessionWebhookExpiresAt = DateTimeOffset.FromUnixTimeMilliseconds(1769905400123),
        });
    }

    [Fact]
    public void Parse_OnlyTheFramesId_LeavesTheRestEmpty()
    {
        var message = Parse("{}");

        (message with { Payload = MessagePayload.None }).ShouldBe(new BotMessage
        {
            MessageId = "frame-id",
            ConversationId = "",
            IsGroup = true,
            MessageType = "",
            Content = new UnsupportedContent("", null),
        });
    }

    [Theory]
    [InlineData("""{"conversationType":"1"}""", false)]
    [InlineData("""{"conversationType":1}""", false)]
    [InlineData("""{"conversationType":"2"}""", true)]
    [InlineData("""{"conversationType":null}""", true)]
    public void Parse_ConversationType_DistinguishesGroupFromDirect(string data, bool isGroup) => Parse(data).IsGroup.ShouldBe(isGroup);

    [Fact]
    public void Parse_NumbersAndBooleansAsText_AreRead()
    {
        var message = Parse(
            """{"createAt":"1769900000001","sessionWebhookExpiredTime":"1769905400123","isAdmin":"true","isInAtList":"True","senderStaffId":42}""");

        message.CreatedAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1769900000001));
        message.SessionWebhookExpiresAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1769905400123));
        message.IsAdmin.ShouldBeTrue();
        message.IsInAtList.ShouldBeTrue();
        message.SenderStaffId.ShouldBe("42");
    }

    [Theory]
    [InlineData("""{"createAt":"soon","sessionWebhook":"not an address","isAdmin":{},"senderNick":[],"conversationTitle":""}""")]
    [InlineData("""{"createAt":1e99,"sessionWebhook":7,"isAdmin":null,"isInAtList":null}""")]
    public void Parse_FieldsOfTheWrongType_AreTakenAsAbsent(string data)
    {
        var message = Parse(data);

        message.CreatedAt.ShouldBeNull();
        message.SessionWebhook.ShouldBeNull();
        message.IsAdmin.ShouldBeFalse();
        message.IsInAtList.ShouldBeFalse();
        message.SenderNick.ShouldBeNull();
        message.ConversationTitle.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"msgtype":"text","text":{"content":"hello"}}""")]
    [InlineData("""{"msgtype":"text","text":"{\"content\":\"hello\"}"}""")]
    [InlineData("""{"msgtype":"text","text":"hello"}""")]
    [InlineData("""{"msgtype":"text","content":{"text":"hello"}}""")]
    [InlineData("""{"msgtype":"text","content":"{\"content\":\"hello\"}"}""")]
    [InlineData("""{"msgtype":"reply","text":{"content":"hello","isReplyMsg":true,"repliedMsg":{"msgType":"picture"}}}""")]
    public void Parse_TextInItsForms_IsText(string data) => Parse(data).Content.ShouldBe(new TextContent("hello"));

    [Theory]
    [InlineData("""{"msgtype":"richText","content":{"richText":[PARTS]}}""")]
    [InlineData("""{"msgtype":"richText","richText":{"richTextList":[PARTS]}}""")]
    public void Parse_RichText_KeepsThePartsInOrder(string data)
    {
        var content = Parse(data.Replace("PARTS", Parts, StringComparison.Ordinal)).Content.ShouldBeOfType<RichTextContent>();

        content.Parts.ShouldBe(
        [
            new RichTextRun("see "), new RichTextPicture("dcA"), new RichTextRun("\n"), new RichTextMention("Han", "u2"),
            new RichTextOther("skill"), new RichTextOther("unknown"), new RichTextRun("end"),
        ]);
        content.PlainText.ShouldBe("see \n@Hanend");
    }

    [Theory]
    [InlineData("""{"type":"link","text":"the plan","url":"https://e.test/doc"}""", "the plan (https://e.test/doc)")]
    [InlineData("""{"type":"link","text":"https://e.test/doc","url":"https://e.test/doc"}""", "https://e.test/doc")]
    [InlineData("""{"type":"link","href":"https://e.test/doc"}""", "https://e.test/doc")]
    [InlineData("""{"type":"emoji","text":"[smile]"}""", "[smile]")]
    [InlineData("""{"type":"skill","skillData":{"displayName":"Draw"}}""", "Draw")]
    [InlineData("""{"type":"picture","url":"https://e.test/a.png"}""", "")]
    [InlineData("""{"type":"later"}""", "")]
    public void Parse_OtherPartOfRichText_KeepsItsTextAndAddress(string part, string expected) =>
        Parse($$$"""{"msgtype":"richText","content":{"richText":[{{{part}}}]}}""").Content.PlainText.ShouldBe(expected);

    [Fact]
    public void Parse_RichTextAsJsonText_IsRead() =>
        Parse(
            """{"msgtype":"richText","content":"{\"richText\":[{\"text\":\"a\"}]}"}""").Content.ShouldBeOfType<RichTextContent>().PlainText.ShouldBe("a");

    [Fact]
    public void Parse_PictureInRichTextWithoutCode_IsOther() =>
        Parse(
            """{"msgtype":"richText","content":{"richText":[{"type":"picture"}]}}""").Content.ShouldBeOfType<RichTextContent>().Parts.ShouldBe([
                new RichTextOther("picture")]);

    [Fact]
    public void Parse_HalfAnEmojiInAName_CostsOnlyTheHalf()
    {
        var message = Parse(
            """{"senderNick":"Li \ud83d","conversationTitle":"\ude00\ud83d\ude00","msgtype":"text","text":{"content":"hi"}}""");

        message.SenderNick.ShouldBe("Li \uFFFD");
        message.ConversationTitle.ShouldBe("\uFFFD😀");
        message.Content.ShouldBe(new TextContent("hi"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"a\":")]
    public void Parse_NoJsonObject_Throws(string data) => Should.Throw<MalformedFrameException>(() => Parse(data));

    [Fact]
    public void Parse_NoIdAnywhere_Throws() =>
        Should.Throw<MalformedFrameException>(
            () => BotMessage.Parse(new StreamFrame { Type = "CALLBACK", Data = "{}" })).Message.ShouldContain("no id");

    [Fact]
    public void ToString_Message_HoldsNeitherTextNorWebhook() =>
        Parse("""{"msgId":"m","msgtype":"text","text":{"content":"geheim"},"sessionWebhook":"https://oapi.dingtalk.com/?session=s"}""")
            .ToString().ShouldBe("text message m");

    private const string Parts =
        """{"text":"see "},{"type":"picture","downloadCode":"dcA","pictureDownloadCode":"pcA"},{"text":"\n"},"""
        + """{"type":"at","atName":"Han","atUserId":"u2"},{"type":"skill","skillData":{}},{},{"type":"text","text":"end"}""";

    private static BotMessage Parse(string data) => BotMessage.Parse(new StreamFrame
    {
        Type = "CALLBACK",
        Headers = new FrameHeaders([new("messageId", "frame-id")]),
        Data = data,
    });
}
