using DingTalk.Stream.Protocol;

namespace DingTalk.Stream.Tests.Golden;

// Messages that quote another (docs/dingtalk-protocol.md 3.3).
internal static class ExpectedQuotes
{
    private const string User = "$:LWCP_v1:$d72Y6vgujh7WOP0Y==";
    private const string Bot = "$:LWCP_v1:$9y+4p7sTT30EG1nF==";
    private const string Said = "what was said before";

    private static readonly DateTimeOffset Before = new(2026, 2, 1, 11, 50, 0, TimeSpan.Zero);

    public static readonly Dictionary<string, Action<StreamFrame>> All = new()
    {
        ["quote-text"] = frame => Answers(frame, "text", new TextContent(Said)),
        ["quote-content-as-string"] = frame => Answers(frame, "text", new TextContent(Said)),
        ["quote-picture"] = frame => Answers(frame, "picture", new PictureContent("dc-quotedPicture")),
        ["quote-audio"] = frame => Answers(frame, "audio", new AudioContent("dc-quotedAudio", null, TimeSpan.FromSeconds(2))),
        ["quote-video"] = frame => Answers(frame, "video", new VideoContent("dc-quotedVideo", "mp4", "5")),
        ["quote-file"] = frame => Answers(frame, "file", new FileContent("dc-quotedFile", "plan.pdf", "210000001", "280000001")),
        ["quote-docCard"] = frame => Answers(frame, "interactiveCard", new CardContent(null, null)),
        ["quote-botCard"] = frame => Answers(frame, "interactiveCard", new CardContent(null, null), Bot, "pqk-quoted"),
        ["quote-unknownMsgType"] = frame => Answers(frame, "unknownMsgType", new UnsupportedContent("unknownMsgType", null)),
        ["quote-richText"] = frame =>
        {
            var quote = Quote(frame, "and this?");
            quote.Content.ShouldBeOfType<RichTextContent>().Parts.ShouldBe([new RichTextRun(Said), new RichTextPicture("dc-quotedRich")]);
        },
        ["quote-chatRecord"] = frame =>
        {
            var record = Quote(frame, "and this?").Content.ShouldBeOfType<ChatRecordContent>();
            (record.Title, record.Summary, record.Entries.Count).ShouldBe(("Chat of A and B", Said, 0));
        },
        ["quote-in-richText"] = frame =>
        {
            var quote = Quote(frame, "see \n@Han");
            (quote.MessageId, quote.Content).ShouldBe(("msgQuoted==", new TextContent(Said)));
        },
        ["quote-idOnly"] = frame => Quote(frame, "and this?").ShouldBe(new Quote { MessageId = "msgQuoted==" }),
        ["quote-legacy"] = frame => Quote(frame, "and this?").ShouldBe(
            new Quote { MessageId = "msgQuoted==", MessageType = "text", SenderNick = "Demo", SenderId = User, Content = new TextContent(Said) }),
        ["quote-nested"] = frame =>
        {
            var quote = Quote(frame, "and this?");
            (quote.MessageId, quote.Text, quote.Inner!.MessageId, quote.Inner.Text).ShouldBe(("q1==", "one", "q2==", "two"));
            (quote.Inner.Inner!.MessageId, quote.Inner.Inner.Text, quote.Inner.Inner.Inner).ShouldBe(("q3==", "three", null));
        },
    };

    private static void Answers(StreamFrame frame, string type, BotMessageContent content, string sender = User, string? key = null) =>
        Quote(frame, "and this?").ShouldBe(
        new Quote
        {
            MessageId = "msgQuoted==",
            MessageType = type,
            SenderId = sender,
            CreatedAt = Before,
            Content = content,
            ProcessQueryKey = key,
        });

    private static Quote Quote(StreamFrame frame, string text)
    {
        var message = BotMessage.Parse(frame);
        message.Content.PlainText.ShouldBe(text);
        return message.Quote.ShouldNotBeNull();
    }
}
