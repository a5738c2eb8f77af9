using DingTalk.Stream.Protocol;

namespace DingTalk.Stream.Tests.Golden;

// Bot messages of every type and in every spelling (docs/dingtalk-protocol.md 3.1, 3.2 and 3.4).
internal static class ExpectedMessages
{
    private const string QuotaSentence = "组织的消息通道额度已用完，服务已暂停";

    private static readonly DateTimeOffset Now = new(2026, 2, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly Dictionary<string, Action<StreamFrame>> All = new()
    {
        ["bot-text-direct"] = frame => Direct(frame, "text", new TextContent("hi")),
        ["bot-text-group"] = Group,
        ["bot-group-mentions"] = frame => BotMessage.Parse(frame).ShouldSatisfyAllConditions(
            message => (message.IsGroup, message.ConversationTitle, message.IsInAtList).ShouldBe((true, "Ops room", true)),
            message => message.AtUsers.ShouldBe(
                [new("$:LWCP_v1:$9y+4p7sTT30EG1nF==", null, null), new("$:LWCP_v1:$zZ==", "0987654321", "union-2")])),
        ["bot-unpublished"] = frame => BotMessage.Parse(frame).ShouldSatisfyAllConditions(
            message => message.SenderStaffId.ShouldBeNull(), message => message.SenderId.ShouldBe("$:LWCP_v1:$d72Y6vgujh7WOP0Y=="),
            message => message.Content.ShouldBe(new TextContent("hi"))),
        ["bot-bare"] = frame => BotMessage.Parse(frame).ShouldSatisfyAllConditions(
            message => (message.RobotCode, message.SenderStaffId, message.SenderPlatform, message.IsAdmin, message.IsInAtList)
                .ShouldBe((null, null, null, false, false)),
            message => (message.CreatedAt, message.SessionWebhookExpiresAt).ShouldBe((Now, Now.AddMinutes(90)))),
        ["bot-unknown-fields"] = frame =>
        {
            var message = Direct(frame, "text", new TextContent("hi"), DateTimeOffset.FromUnixTimeMilliseconds(1769900000001));
            message.SenderUnionId.ShouldBe("union-1");
        },
        ["bot-richText"] = frame => Rich(
            frame, new RichTextRun("see "), new RichTextPicture("dc-rich"), new RichTextRun("\n"), new RichTextMention("Han", "u2")),
        ["bot-richText-list"] = frame =>
            Rich(frame, new RichTextRun("see "), new RichTextRun("this"), new RichTextOther("emoji", "[smile]"), new RichTextOther("skill", "Draw")),
        ["bot-picture"] = frame => Direct(frame, "picture", new PictureContent("dc-picture")),
        ["bot-content-as-string"] = frame => Direct(frame, "picture", new PictureContent("dc-picture")),
        ["bot-audio"] = frame => Direct(frame, "audio", new AudioContent("dc-audio", "turn it on", TimeSpan.FromSeconds(2))),
        ["bot-audio-number"] = frame => Direct(frame, "audio", new AudioContent("dcC", null, TimeSpan.FromSeconds(2))),
        ["bot-audio-bare"] = frame => Direct(frame, "audio", new AudioContent("dcC", null, null)),
        ["bot-video"] = frame => Direct(frame, "video", new VideoContent("dc-video", "mp4", "5")),
        ["bot-file"] = frame => Direct(frame, "file", new FileContent("dc-file", "plan.pdf", "210000001", "280000001")),
        ["bot-file-bare"] = frame => Direct(frame, "file", new FileContent("dcE", "plan", null, null)),
        ["bot-markdown"] = frame => Direct(frame, "markdown", new MarkdownContent("**x**")),
        ["bot-markdown-in-text"] = frame => Direct(frame, "markdown", new MarkdownContent("**x**")),
        ["bot-interactiveCard"] = frame =>
            Direct(frame, "interactiveCard", new CardContent("dingtalk://x?route=previewDentry&spaceId=28&fileId=21&type=file", null)),
        ["bot-actionCard"] = frame =>
        {
            var card = BotMessage.Parse(frame).Content.ShouldBeOfType<ActionCardContent>();
            (card.Title, card.Text).ShouldBe(("t", "b"));
            card.ActionUrls.ShouldBe(["https://e.test"]);
        },
        ["bot-chatRecord"] = frame => Record(frame, "Chat of A and B", "A: hi", "A: hi", new ChatRecordEntry("A", "hi")),
        ["bot-chatRecord-records"] = frame => Record(
            frame, "Chat of A and B", null, "A: hi\n$:LWCP_v1:$q==: yo", new ChatRecordEntry("A", "hi"),
            new ChatRecordEntry("$:LWCP_v1:$q==", "yo")),
        ["bot-chatRecord-messages"] = frame => Record(frame, null, null, "B: hi", new ChatRecordEntry("B", "hi")),
        ["bot-chatRecord-empty"] = frame => Record(frame, null, "A: hi", "A: hi"),
        ["bot-unknownMsgType"] = frame =>
            Direct(
                frame, "unknownMsgType",
                new UnsupportedContent("unknownMsgType", null) { Raw = """{"content":{"unknownMsgType":"text"}}""" }),
        ["bot-unknown-type"] = frame =>
            Direct(frame, "hologram", new UnsupportedContent("hologram", "see it") { Raw = """{"text":{"content":"see it"}}""" }),
        ["bot-quota-errMsg"] = frame => Direct(frame, "text", new QuotaExhaustedContent(QuotaSentence)),
        ["bot-quota-errorMessage"] = frame => Direct(frame, "text", new QuotaExhaustedContent(QuotaSentence)),
        ["bot-reply"] = frame =>
        {
            var message = Direct(frame, "reply", new TextContent("yes"));
            (message.Quote!.MessageId, message.Quote.Text).ShouldBe(("msgQuoted==", "what was said before"));
        },
    };

    // All direct messages of the golden files are from the same user to the same bot.
    private static BotMessage Direct(StreamFrame frame, string type, BotMessageContent content, DateTimeOffset? created = null)
    {
        frame.Headers.Topic.ShouldBe(Topics.BotMessage);
        var message = BotMessage.Parse(frame);
        (message.MessageType, message.Content, message.CreatedAt).ShouldBe((type, content, created ?? Now));
        (message.MessageId, message.ConversationId, message.IsGroup, message.ConversationTitle)
            .ShouldBe(("msgA1b2C3d4E5f6G7h8==", "cidMD0kJ3/DG3ReFuLZjgQjMo==", false, null));
        (message.SenderId, message.SenderStaffId, message.SenderNick, message.SenderCorpId)
            .ShouldBe(("$:LWCP_v1:$d72Y6vgujh7WOP0Y==", "demo-user", "Demo", "dingcorpdemo"));
        (message.SenderPlatform, message.IsAdmin, message.RobotCode, message.ChatbotUserId, message.ChatbotCorpId)
            .ShouldBe(("Mac", false, "dingdemo", "$:LWCP_v1:$9y+4p7sTT30EG1nF==", "dingcorpdemo"));
        message.SessionWebhook.ShouldBe(new Uri("https://oapi.dingtalk.com/robot/sendBySession?session=0f0e0d0c0b0a"));
        message.SessionWebhookExpiresAt.ShouldBe(Now.AddMinutes(90));
        message.IsInAtList.ShouldBeFalse();
        message.AtUsers.ShouldBeEmpty();
        return message;
    }

    private static void Group(StreamFrame frame)
    {
        var message = BotMessage.Parse(frame);
        (message.IsGroup, message.ConversationId, message.ConversationTitle)
            .ShouldBe((true, "cidQ2dEMo1VabCdEfGh0123456789==", "Ops room"));
        (message.SenderStaffId, message.SenderNick, message.Content).ShouldBe(("0123456789", "Li Lei", new TextContent(" restart db-3")));
        message.IsInAtList.ShouldBeTrue();
        message.AtUsers.ShouldBe([new MentionedUser("$:LWCP_v1:$9y+4p7sTT30EG1nF==", null, null)]);
        message.Quote.ShouldBeNull();
    }

    private static void Rich(StreamFrame frame, params RichTextPart[] parts) =>
        BotMessage.Parse(frame).Content.ShouldBeOfType<RichTextContent>().Parts.ShouldBe(parts);

    private static void Record(StreamFrame frame, string? title, string? summary, string plain, params ChatRecordEntry[] entries)
    {
        var record = BotMessage.Parse(frame).Content.ShouldBeOfType<ChatRecordContent>();
        (record.Title, record.Summary, record.PlainText).ShouldBe((title, summary, plain));
        record.Entries.ShouldBe(entries);
    }
}
