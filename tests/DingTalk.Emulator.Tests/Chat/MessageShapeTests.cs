using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests.Chat;

public sealed class MessageShapeTests
{
    [Theory]
    [InlineData(
        "richText",
        """{"richText":[{"text":"see "},{"type":"picture","downloadCode":"dc-rich","pictureDownloadCode":"dc-richPreview"}"""
        + """,{"text":"\n"},{"type":"at","atName":"Han","atUserId":"u2"}]}""")]
    [InlineData("picture", """{"downloadCode":"dc-picture","pictureDownloadCode":"dc-picturePreview"}""")]
    [InlineData("audio", """{"downloadCode":"dc-audio","recognition":"turn it on","duration":"2000"}""")]
    [InlineData("video", """{"downloadCode":"dc-video","duration":"5","videoType":"mp4"}""")]
    [InlineData("file", """{"downloadCode":"dc-file","fileName":"plan.pdf","fileId":"210000001","spaceId":"280000001"}""")]
    [InlineData("unknownMsgType", """{"unknownMsgType":"text"}""")]
    [InlineData("interactiveCard", """{"biz_custom_action_url":"dingtalk://x?route=previewDentry&spaceId=28&fileId=21&type=file"}""")]
    [InlineData("markdown", """{"text":"**x**"}""")]
    [InlineData("actionCard", """{"title":"t","text":"b","actionUrlItemList":[{"actionUrl":"https://e.test"}]}""")]
    [InlineData("chatRecord", """{"title":"Chat of A and B","summary":"A: hi","chatRecord":"[{\"senderNick\":\"A\",\"content\":\"hi\"}]"}""")]
    public async Task MsgType_WithoutText_HasItsContent(string msgType, string content)
    {
        var data = await SaidAsync($$"""{"msgtype":"{{msgType}}"}""");

        ((string)data["msgtype"]!).ShouldBe(msgType);
        JsonNode.DeepEquals(data["content"], JsonNode.Parse(content)).ShouldBeTrue(data["content"]!.ToJsonString());
        data.AsObject().ShouldNotContainKey("text");
    }

    [Theory]
    [InlineData("richText", "richText")]
    [InlineData("audio", "recognition")]
    [InlineData("file", "fileName")]
    [InlineData("markdown", "text")]
    [InlineData("actionCard", "text")]
    [InlineData("chatRecord", "summary")]
    public async Task MsgType_WithText_HasItInTheVisibleField(string msgType, string where)
    {
        var content = (await SaidAsync($$"""{"msgtype":"{{msgType}}","text":"mine"}"""))["content"]!;

        ((string)(msgType == "richText" ? content["richText"]![0]!["text"] : content[where])!).ShouldBe("mine");
    }

    [Fact]
    public async Task Content_Given_ReplacesFields_AndMayBeAString()
    {
        var data = await SaidAsync("""{"msgtype":"audio","content":{"duration":2000,"recognition":null},"contentAsString":true}""");

        ((string)data["content"]!).ShouldBe("""{"downloadCode":"dc-audio","duration":2000}""");
    }

    [Theory]
    [InlineData("text", """{"text":"what was said before"}""")]
    [InlineData("picture", """{"downloadCode":"dc-quotedPicture"}""")]
    [InlineData("richText", """{"richText":[{"msgType":"text","content":"what was said before"},{"msgType":"picture","downloadCode":"dc-quotedRich"}]}""")]
    [InlineData("file", """{"downloadCode":"dc-quotedFile","fileName":"plan.pdf","spaceId":"280000001","fileId":"210000001"}""")]
    [InlineData("audio", """{"downloadCode":"dc-quotedAudio","duration":"2000"}""")]
    [InlineData("video", """{"downloadCode":"dc-quotedVideo","duration":"5","videoType":"mp4"}""")]
    [InlineData("unknownMsgType", null)]
    [InlineData("chatRecord", """{"summary":"what was said before","title":"Chat of A and B"}""")]
    public async Task Quote_Kind_HasItsContent(string kind, string? content)
    {
        var data = await SaidAsync($$"""{"text":"and this?","quote":{"msgId":"msgOld==","kind":"{{kind}}"} }""");

        var text = data["text"]!;
        ((string)text["content"]!, (bool)text["isReplyMsg"]!, (string)data["originalMsgId"]!).ShouldBe(("and this?", true, "msgOld=="));
        var replied = text["repliedMsg"]!;
        ((string)replied["msgType"]!, (string)replied["msgId"]!, (string)replied["senderId"]!)
            .ShouldBe((kind, "msgOld==", (string)data["senderId"]!));
        ((long)replied["createdAt"]!).ShouldBeLessThan((long)data["createAt"]!);
        JsonNode.DeepEquals(replied["content"], content is null ? null : JsonNode.Parse(content)).ShouldBeTrue(replied.ToJsonString());
    }

    [Theory]
    [InlineData("botCard", "pqk-9", "chatbotUserId", "pqk-9")]
    [InlineData("botCard", "", "chatbotUserId", null)]
    [InlineData("docCard", "pqk-9", "senderId", null)]
    public async Task Quote_Card_HasItsOwner(string kind, string given, string senderField, string? key)
    {
        var data = await SaidAsync($$"""{"text":"x","quote":{"kind":"{{kind}}","processQueryKey":"{{given}}"} }""");

        var replied = data["text"]!["repliedMsg"]!;
        ((string)replied["msgType"]!, (string)replied["senderId"]!).ShouldBe(("interactiveCard", (string)data[senderField]!));
        ((string?)data["originalProcessQueryKey"]).ShouldBe(key);
    }

    [Fact]
    public async Task Quote_IdOnly_HasNoRepliedMessage()
    {
        var data = await SaidAsync("""{"text":"x","quote":{"kind":"idOnly","msgId":"m1"}}""");

        ((string)data["originalMsgId"]!).ShouldBe("m1");
        data["text"]!.AsObject().ShouldNotContainKey("repliedMsg");
    }

    [Fact]
    public async Task Quote_Legacy_HasItsOwnField()
    {
        var data = await SaidAsync("""{"text":"x","quote":{"kind":"legacy","msgId":"m1","text":"old"}}""");

        var quote = data["quoteMessage"]!;
        ((string)quote["msgId"]!, (string)quote["msgtype"]!, (string)quote["text"]!["content"]!).ShouldBe(("m1", "text", "old"));
        data["text"]!.AsObject().ShouldNotContainKey("isReplyMsg");
        data.AsObject().ShouldNotContainKey("originalMsgId");
    }

    [Fact]
    public async Task Quote_OfARichText_IsInItsContentAndMayBeAString()
    {
        var data = await SaidAsync("""{"msgtype":"richText","quote":{"text":"old","content":{"more":1},"contentAsString":true}}""");

        ((bool)data["content"]!["isReplyMsg"]!).ShouldBeTrue();
        ((string)data["content"]!["repliedMsg"]!["content"]!).ShouldBe("""{"text":"old","more":1}""");
    }

    [Fact]
    public async Task MsgTypeReply_IsTextWithItsQuote()
    {
        var data = await SaidAsync("""{"msgtype":"reply","text":"yes","quote":{}}""");

        ((string)data["msgtype"]!, (string)data["text"]!["content"]!, (string)data["text"]!["repliedMsg"]!["content"]!["text"]!)
            .ShouldBe(("reply", "yes", "what was said before"));
    }

    [Fact]
    public async Task Unpublished_HasNoStaffId()
    {
        var data = await SaidAsync("""{"text":"x","unpublished":true}""");

        data.AsObject().ShouldNotContainKey("senderStaffId");
        data["senderId"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("true", "errMsg")]
    [InlineData("\"errMsg\"", "errMsg")]
    [InlineData("\"errorMessage\"", "errorMessage")]
    public async Task QuotaExhausted_HasACodeAndASentence_ButNoContent(string value, string field)
    {
        var data = await SaidAsync($$"""{"quotaExhausted":{{value}}}""");

        ((int)data["errorCode"]!).ShouldBe(20001);
        ((string)data[field]!).ShouldNotBeEmpty();
        data.AsObject().ShouldNotContainKey("text");
        data.AsObject().ShouldNotContainKey("content");
    }

    [Theory]
    [InlineData("""{"msgtype":"sticker"}""", "richText")]
    [InlineData("""{"msgtype":"text"}""", "\"text\" must be a string")]
    [InlineData("""{"text":"x","quote":{"kind":"song"}}""", "in \"quote\" \"kind\" must be one of text")]
    [InlineData("""{"text":"x","quote":{"zap":1}}""", "in \"quote\" \"zap\" is not known")]
    [InlineData("""{"text":"x","quote":"m1"}""", "\"quote\" must be an object")]
    [InlineData("""{"quotaExhausted":"yes"}""", "quotaExhausted")]
    public async Task BadShape_Any_Is400WithAHelpfulSentence(string body, string named)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.PostTextAsync("/emulator/say", body);

        answer.Status.ShouldBe(400);
        ((string)answer.Json["error"]!).ShouldContain(named);
    }

    private static async Task<JsonNode> SaidAsync(string json)
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator);
        var said = JsonNode.Parse(json)!.AsObject();
        said["waitSeconds"] = 0;
        await emulator.SayAsync(said);
        return TestBot.Data(await bot.ReceiveAsync());
    }
}
