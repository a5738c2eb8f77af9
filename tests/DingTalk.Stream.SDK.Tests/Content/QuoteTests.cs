using DingTalk.Stream.Protocol;

namespace DingTalk.Stream.Tests.Content;

public sealed class QuoteTests
{
    [Fact]
    public void Parse_QuotedPicture_ReadsEverything()
    {
        var message = Message(
            """
            {"msgtype":"text","text":{"content":"and this?","isReplyMsg":true,"repliedMsg":{"msgType":"picture","msgId":"msgOld==","senderId":"$:LWCP_v1:$q==",
             "createdAt":1769899000000,"content":{"downloadCode":"dcOld"}}},"originalMsgId":"msgOld=="}
            """);

        message.Content.ShouldBe(new TextContent("and this?"));
        message.Quote.ShouldBe(new Quote
        {
            MessageId = "msgOld==",
            MessageType = "picture",
            SenderId = "$:LWCP_v1:$q==",
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(1769899000000),
            Content = new PictureContent("dcOld"),
        });
    }

    [Theory]
    [InlineData("""{"msgType":"text","content":{"text":"old"}}""")]
    [InlineData("""{"content":{"text":"old"}}""")]
    [InlineData("""{"content":"{\"text\":\"old\"}"}""")]
    [InlineData("""{"msgType":"text","content":"old"}""")]
    [InlineData(
        """{"msgType":"richText","content":{"richText":[{"msgType":"text","content":"ol"}"""
        + """,{"msgType":"picture","downloadCode":"x"},{"msgType":"text","content":"d"}]}}""")]
    [InlineData("""{"content":{"richText":[{"msgType":"text","content":"old"}]}}""")]
    [InlineData("""{"msgType":"chatRecord","content":{"summary":"old","title":"t"}}""")]
    [InlineData("""{"msgType":"audio","content":{"downloadCode":"d","recognition":"old"}}""")]
    public void Text_QuotedInItsForms_IsRead(string replied) => Replied(replied)!.Text.ShouldBe("old");

    [Fact]
    public void Parse_QuotedRichText_KeepsItsPictures() =>
        Replied(
            """{"msgType":"richText","content":{"richText":[{"msgType":"text","content":"a"},{"msgType":"picture","downloadCode":"dc"}]}}""")!
            .Content.ShouldBeOfType<RichTextContent>().Parts.ShouldBe([new RichTextRun("a"), new RichTextPicture("dc")]);

    [Fact]
    public void Parse_QuotedFile_IsAFile() =>
        Replied("""{"msgType":"file","content":{"downloadCode":"d","fileName":"a.pdf","spaceId":"s","fileId":"f"}}""")!
            .Content.ShouldBe(new FileContent("d", "a.pdf", "f", "s"));

    [Fact]
    public void Parse_KeyAlone_IsAQuote() =>
        Message("""{"msgtype":"text","text":{"content":"and?"},"originalProcessQueryKey":"pqk-1"}""").Quote.ShouldBe(new Quote { ProcessQueryKey = "pqk-1" });

    [Fact]
    public void Parse_QuotedFileInAGroup_KeepsIdAndTime()
    {
        var quote = Replied("""{"msgType":"unknownMsgType","msgId":"m","createdAt":"1769899000000"}""")!;

        (quote.MessageId, quote.CreatedAt).ShouldBe(("m", DateTimeOffset.FromUnixTimeMilliseconds(1769899000000)));
        quote.Content.ShouldBe(new UnsupportedContent("unknownMsgType", null));
    }

    [Fact]
    public void Parse_TheBotsOwnCard_KeepsItsQueryKey()
    {
        var message = Message(
            """{"chatbotUserId":"bot","originalProcessQueryKey":"pqk-1","text":{"content":"x","repliedMsg":{"msgType":"interactiveCard","senderId":"bot"}}}""");

        message.Quote!.Content.ShouldBe(new CardContent(null, null));
        message.Quote.SenderId.ShouldBe(message.ChatbotUserId);
        message.Quote.ProcessQueryKey.ShouldBe("pqk-1");
    }

    [Fact]
    public void Parse_RichTextReply_FindsTheQuoteInItsContent()
    {
        var message = Message(
            """{"msgtype":"richText","content":{"richText":[{"text":"new"}],"isReplyMsg":true,"repliedMsg":{"msgId":"m","content":{"text":"old"}}}}""");

        message.Content.PlainText.ShouldBe("new");
        (message.Quote!.MessageId, message.Quote.Text).ShouldBe(("m", "old"));
    }

    [Fact]
    public void Parse_OlderForm_IsRead()
    {
        var quote = Message(
            """{"quoteMessage":{"msgId":"m","msgtype":"text","text":{"content":"old"},"senderNick":"N","senderId":"s"}}""").Quote;

        quote.ShouldBe(
            new Quote { MessageId = "m", MessageType = "text", SenderId = "s", SenderNick = "N", Content = new TextContent("old") });
    }

    [Fact]
    public void Parse_OnlyTheId_IsAQuoteWithoutContent() =>
        Message(
            """{"msgtype":"text","text":{"content":"x","isReplyMsg":true},"originalMsgId":"m"}""").Quote.ShouldBe(new Quote
            {
                MessageId = "m",
            });

    [Theory]
    [InlineData("""{"msgtype":"text","text":{"content":"x"}}""")]
    [InlineData("""{"text":{"repliedMsg":null},"originalMsgId":""}""")]
    [InlineData("""{"text":{"repliedMsg":[]},"quoteMessage":7}""")]
    public void Parse_NoQuote_IsNull(string data) => Message(data).Quote.ShouldBeNull();

    [Fact]
    public void Parse_NestedQuotes_EndsAfterThree()
    {
        var replied = """{"msgId":"m4","content":{"text":"four"}}""";
        foreach (var name in new[] { "three", "two", "one" })
        {
            replied = $$$"""{"msgId":"{{{name}}}","content":{"text":"{{{name}}}","repliedMsg":{{{replied}}}}}""";
        }

        var quote = Replied(replied)!;

        (quote.Text, quote.Inner!.Text, quote.Inner.Inner!.Text).ShouldBe(("one", "two", "three"));
        quote.Inner.Inner.Inner.ShouldBeNull();
    }

    private static Quote? Replied(string replied) =>
        Message($$$"""{"msgtype":"text","text":{"content":"x","isReplyMsg":true,"repliedMsg":{{{replied}}}}}""").Quote;

    private static BotMessage Message(string data) => BotMessage.Parse(new StreamFrame
    {
        Type = "CALLBACK",
        Headers = new FrameHeaders([new("messageId", "frame-id")]),
        Data = data,
    });
}
