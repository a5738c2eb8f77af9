using DingTalk.Stream.Protocol;

namespace DingTalk.Stream.Tests.Content;

public sealed class ContentTests
{
    public static TheoryData<string, BotMessageContent> Media => new()
    {
        { """{"msgtype":"picture","content":{"downloadCode":"dcB","pictureDownloadCode":"pcB"}}""", new PictureContent("dcB") },
        { """{"msgtype":"picture","content":{"pictureDownloadCode":"pcB"}}""", new PictureContent("pcB") },
        { """{"msgtype":"picture","content":"{\"downloadCode\":\"dcB\"}"}""", new PictureContent("dcB") },
        {
            """{"msgtype":"audio","content":{"downloadCode":"dcC","recognition":"turn it on","duration":"2000"}}""",
            new AudioContent("dcC", "turn it on", TimeSpan.FromSeconds(2))
        },
        { """{"msgtype":"audio","content":{"downloadCode":"dcC","duration":2000}}""", new AudioContent("dcC", null, TimeSpan.FromSeconds(2)) },
        { """{"msgtype":"audio","content":{"downloadCode":"dcC","duration":"-1e300"}}""", new AudioContent("dcC", null, null) },
        { """{"msgtype":"audio","content":{"downloadCode":"dcC","duration":1e300}}""", new AudioContent("dcC", null, null) },
        { """{"msgtype":"video","content":{"downloadCode":"dcD","duration":"5","videoType":"mp4"}}""", new VideoContent("dcD", "mp4", "5") },
        { """{"msgtype":"video","content":{"downloadCode":"dcD","duration":5}}""", new VideoContent("dcD", null, "5") },
        {
            """{"msgtype":"file","content":{"downloadCode":"dcE","fileName":"plan.pdf","fileId":"210000001","spaceId":280000001}}""",
            new FileContent("dcE", "plan.pdf", "210000001", "280000001")
        },
        {
            """{"msgtype":"interactiveCard","content":{"biz_custom_action_url":"dingtalk://x?spaceId=28&fileId=21"}}""",
            new CardContent("dingtalk://x?spaceId=28&fileId=21", null)
        },
        { """{"msgtype":"interactiveCard"}""", new CardContent(null, null) },
        { """{"msgtype":"markdown","content":{"text":"**x**"}}""", new MarkdownContent("**x**") },
        { """{"msgtype":"markdown","text":{"content":"**x**"}}""", new MarkdownContent("**x**") },
        { """{"errorCode":20001,"errMsg":"paused"}""", new QuotaExhaustedContent("paused") },
        { """{"msgtype":"text","errorCode":"20001","errorMessage":"paused"}""", new QuotaExhaustedContent("paused") },
        { """{"msgtype":"text","errorCode":20001}""", new QuotaExhaustedContent(null) },
        { """{"msgtype":"text","errorCode":20001,"text":{"content":"hi"}}""", new TextContent("hi") },
    };

    [Theory]
    [MemberData(nameof(Media))]
    public void Parse_EachMessageType_HasItsRecord(string data, BotMessageContent expected) => Parse(data).ShouldBe(expected);

    [Fact]
    public void Parse_ActionCard_KeepsItsLinks()
    {
        var card = Parse(
            """{"msgtype":"actionCard","content":{"title":"t","text":"b","actionUrlItemList":[{"actionUrl":"https://e.test"},{},7]}}""")
            .ShouldBeOfType<ActionCardContent>();

        (card.Title, card.Text, card.PlainText).ShouldBe(("t", "b", "b"));
        card.ActionUrls.ShouldBe(["https://e.test"]);
    }

    [Theory]
    [InlineData("""{"chatRecord":"[{\"senderNick\":\"A\",\"content\":\"hi\"},{\"senderId\":\"b\",\"text\":\"ho\"}]"}""")]
    [InlineData("""{"records":[{"senderName":"A","content":"hi"},{"senderId":"b","content":{"text":"ho"}}]}""")]
    [InlineData("""{"messages":[{"senderName":"A","text":"hi"},{"senderId":"b","text":{"content":"ho"}}]}""")]
    public void Parse_ChatRecordInItsForms_KeepsTheEntries(string content)
    {
        var record = Parse($$"""{"msgtype":"chatRecord","content":{{content}}}""").ShouldBeOfType<ChatRecordContent>();

        record.Entries.ShouldBe([new ChatRecordEntry("A", "hi"), new ChatRecordEntry("b", "ho")]);
        record.PlainText.ShouldBe("A: hi\nb: ho");
    }

    [Theory]
    [InlineData("""{"title":"Chat of A and B","summary":"A: hi","chatRecord":"[]"}""", "A: hi")]
    [InlineData("""{"title":"Chat of A and B","chatRecord":"no json"}""", "Chat of A and B")]
    [InlineData("""{"records":[7,null]}""", "\n")]
    public void PlainText_ChatRecordWithoutReadableEntries_IsSummaryOrTitle(string content, string expected) =>
        Parse($$"""{"msgtype":"chatRecord","content":{{content}}}""").PlainText.ShouldBe(expected);

    [Theory]
    [InlineData("""{"msgtype":"unknownMsgType","content":{"unknownMsgType":"text"}}""", "unknownMsgType", null, """{"content":{"unknownMsgType":"text"}}""")]
    [InlineData("""{"msgtype":"novelty","text":{"content":"see 手机"},"x":[1]}""", "novelty", "see 手机", """{"text":{"content":"see 手机"},"x":[1]}""")]
    [InlineData("""{"msgtype":"picture","content":{}}""", "picture", null, """{"content":{}}""")]
    [InlineData("""{"msgtype":"richText","content":{}}""", "richText", null, """{"content":{}}""")]
    [InlineData("""{"msgtype":"chatRecord"}""", "chatRecord", null, null)]
    [InlineData("""{"msgtype":"text"}""", "text", null, null)]
    public void Parse_UnsupportedType_KeepsTypeTextAndRawJson(string data, string type, string? text, string? raw) =>
        Parse(data).ShouldBe(new UnsupportedContent(type, text) { Raw = raw });

    [Fact]
    public void Parse_UnsupportedType_RawHoldsNoWebhook() =>
        Parse("""{"msgtype":"x","a":1,"sessionWebhook":"https://oapi.dingtalk.com/?session=geheim","senderNick":"N"}""")
            .ShouldBeOfType<UnsupportedContent>().Raw.ShouldBe("""{"a":1}""");

    private static BotMessageContent Parse(string data) => BotMessage.Parse(new StreamFrame
    {
        Type = "CALLBACK",
        Headers = new FrameHeaders([new("messageId", "frame-id")]),
        Data = data,
    }).Content;
}
