using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests.Robot;

public sealed class WebhookTests
{
    private const string Good = """{"msgtype":"text","text":{"content":"ok"}}""";

    [Theory]
    [InlineData(Good, null, "ok")]
    [InlineData("""{"msgtype":"markdown","markdown":{"title":"T","text":"**b**"}}""", "T", "**b**")]
    [InlineData(
        """{"msgtype":"link","link":{"title":"T","text":"d","picUrl":"https://e.test/p.png","messageUrl":"https://e.test"}}""",
        "T",
        "d\n\n[T](https://e.test)")]
    [InlineData(
        """{"msgtype":"actionCard","actionCard":{"title":"T","text":"b","btnOrientation":"0","btns":[{"title":"Yes","actionURL":"https://e.test/y"}]}}""",
        "T",
        "b\n\n[Yes](https://e.test/y)")]
    [InlineData(
        """{"msgtype":"actionCard","actionCard":{"title":"T","text":"b","singleTitle":"Open","singleURL":"https://e.test"}}""",
        "T",
        "b\n\n[Open](https://e.test)")]
    [InlineData(
        """{"msgtype":"feedCard","feedCard":{"links":[{"title":"A","messageURL":"https://e.test/a","picURL":"https://e.test/p.png"}]}}""",
        null,
        "[A](https://e.test/a)")]
    public async Task Webhook_EachType_ReachesTheTranscript(string body, string? title, string text)
    {
        await using var chat = await Talk.StartAsync();

        var answer = await chat.SendAsync(body);

        (answer.Status, answer.Body).ShouldBe((200, """{"errcode":0,"errmsg":"ok"}"""));
        var reply = (await chat.Emulator.TranscriptAsync())["replies"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)reply["via"]!, (string?)reply["title"], (string)reply["text"]!, (string)reply["app"]!)
            .ShouldBe(("webhook", title, text, "dingdemo"));
        ((string)reply["conversationId"]!).ShouldBe(chat.ConversationId);
        ((int)(await chat.Emulator.StatsAsync())["sends"]!["webhook"]!).ShouldBe(1);
    }

    [Fact]
    public async Task Webhook_Empty_IsAcceptedAndNotShown()
    {
        await using var chat = await Talk.StartAsync();

        (await chat.SendAsync("""{"msgtype":"empty"}""")).Errcode.ShouldBe(0);

        (await chat.Emulator.TranscriptAsync())["replies"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Webhook_Mentions_AreThoseOfAtUserIds()
    {
        await using var chat = await Talk.StartAsync();
        await chat.SendAsync(
            """{"msgtype":"text","text":{"content":"x"},"at":{"atUserIds":["u1",null,"u2",""],"atMobiles":[null],"isAtAll":false}}""");
        await chat.SendAsync("""{"msgtype":"text","text":{"content":"x"},"at":{"userIds":["u1"]}}""");

        var replies = (await chat.Emulator.TranscriptAsync())["replies"]!;
        replies[0]!["atUserIds"]!.ToJsonString().ShouldBe("""["u1","u2"]""");
        replies[1]!["atUserIds"]!.ToJsonString().ShouldBe("[]");
    }

    [Theory]
    [InlineData("", 40035)]
    [InlineData("{", 40035)]
    [InlineData("[]", 40035)]
    [InlineData("{}", 40035)]
    [InlineData("""{"msgtype":7}""", 40035)]
    [InlineData("""{"msgtype":"image","image":{}}""", 400105)]
    [InlineData("""{"msgtype":"text"}""", 400201)]
    [InlineData("""{"msgtype":"text","text":"x"}""", 400201)]
    [InlineData("""{"msgtype":"text","text":{"content":""}}""", 400202)]
    [InlineData("""{"msgtype":"markdown","markdown":{"text":"no title"}}""", 400402)]
    [InlineData("""{"msgtype":"markdown","markdown":{"title":"no text"}}""", 400403)]
    [InlineData("""{"msgtype":"markdown","text":{"content":"x"}}""", 400401)]
    [InlineData("""{"msgtype":"markdown","markdown":{"title":"empty text","text":""}}""", 400403)]
    [InlineData("""{"msgtype":"link","link":{"title":"T","text":"d"}}""", 400304)]
    [InlineData("""{"msgtype":"actionCard","actionCard":{"title":"T","text":"b"}}""", 400506)]
    [InlineData("""{"msgtype":"actionCard","actionCard":{"title":"T","text":"b","btns":[]}}""", 400506)]
    [InlineData("""{"msgtype":"actionCard","actionCard":{"title":"T","text":"b","btns":[{"title":"x"}]}}""", 400506)]
    [InlineData("""{"msgtype":"feedCard","feedCard":{}}""", 400602)]
    [InlineData("""{"msgtype":"text","text":{"content":"x"},"at":{"atUserIds":"u1"}}""", 40035)]
    [InlineData("""{"msgtype":"text","text":{"content":"x"},"at":{"atUserIds":[7]}}""", 40035)]
    public async Task Webhook_BadBody_IsHttp200WithItsErrcode(string body, int errcode)
    {
        await using var chat = await Talk.StartAsync();

        var answer = await chat.SendAsync(body);

        (answer.Status, answer.Errcode).ShouldBe((200, errcode), answer.Body);
        (await chat.Emulator.TranscriptAsync())["replies"]!.AsArray().ShouldBeEmpty();
        ((int)(await chat.Emulator.StatsAsync())["rejected"]![errcode.ToString()]!).ShouldBe(1);
    }

    [Fact]
    public async Task Webhook_WrongContentTypeOrMethod_IsRefused()
    {
        await using var chat = await Talk.StartAsync();

        (await chat.Emulator.PostTextAsync(chat.Webhook, Good, "text/plain")).Errcode.ShouldBe(43004);
        (await chat.Emulator.GetAsync(chat.Webhook)).Errcode.ShouldBe(43002);
    }

    [Theory]
    [InlineData(20_000, 0)]
    [InlineData(20_001, 460101)]
    public async Task Webhook_BodyBytes_AreCounted(int bytes, int errcode)
    {
        await using var chat = await Talk.StartAsync();
        // Three bytes per character, so counting characters fails here.
        const string frame = """{"msgtype":"text","text":{"content":"%"}}""";
        var room = bytes - (frame.Length - 1);
        var body = frame.Replace("%", new string('字', room / 3) + new string('x', room % 3));

        (await chat.SendAsync(body)).Errcode.ShouldBe(errcode);
    }

    [Theory]
    [InlineData(5399, 0)]
    [InlineData(5400, 300001)]
    public async Task Webhook_AfterSeconds_ExpiresWithItsStamp(int seconds, int errcode)
    {
        await using var chat = await Talk.StartAsync();
        chat.ExpiresAt.ShouldBe(chat.Emulator.Time.GetUtcNow().AddMinutes(90).ToUnixTimeMilliseconds());
        chat.Emulator.Time.Advance(TimeSpan.FromSeconds(seconds));

        var answer = await chat.SendAsync(Good);

        (answer.Status, answer.Errcode).ShouldBe((200, errcode));
    }

    [Fact]
    public async Task Webhook_UnknownSession_Is300001()
    {
        await using var chat = await Talk.StartAsync();

        (await chat.Emulator.PostTextAsync("/robot/sendBySession?session=x", Good)).Errcode.ShouldBe(300001);
        (await chat.Emulator.PostTextAsync("/robot/sendBySession", Good)).Errcode.ShouldBe(300001);
    }

    [Fact]
    public async Task Webhook_PerMinute_TwentyByDefaultWhateverTheMessage()
    {
        await using var chat = await Talk.StartAsync();
        for (var i = 0; i < 20; i++)
        {
            (await chat.Emulator.PostTextAsync(await chat.OtherAsync([]), Good)).Errcode.ShouldBe(0);
        }

        (await chat.Emulator.PostTextAsync(await chat.OtherAsync([]), Good)).Errcode.ShouldBe(130101);
        chat.Emulator.Time.Advance(TimeSpan.FromSeconds(60));
        (await chat.SendAsync(Good)).Errcode.ShouldBe(0);
    }

    [Fact]
    public async Task Webhook_PerMinuteZero_IsNoLimit()
    {
        await using var chat = await Talk.StartAsync(options => options.SessionWebhookPerMinute = 0);
        for (var i = 0; i < 50; i++)
        {
            (await chat.SendAsync(Good)).Errcode.ShouldBe(0);
        }
    }

    [Theory]
    [InlineData(WebhookLimitKey.RobotAndConversation, 130101, 0)]
    [InlineData(WebhookLimitKey.Robot, 130101, 130101)]
    [InlineData(WebhookLimitKey.Webhook, 0, 0)]
    public async Task Webhook_PerMinute_CountsByTheOption(WebhookLimitKey key, int sameConversation, int otherConversation)
    {
        await using var chat = await Talk.StartAsync(
            options => (options.SessionWebhookPerMinute, options.SessionWebhookLimitBy) = (1, key));
        (await chat.SendAsync(Good)).Errcode.ShouldBe(0);

        (await chat.Emulator.PostTextAsync(await chat.OtherAsync([]), Good)).Errcode.ShouldBe(sameConversation);
        var other = await chat.OtherAsync(new JsonObject { ["senderStaffId"] = "someone-else" });
        (await chat.Emulator.PostTextAsync(other, Good)).Errcode.ShouldBe(otherConversation);
        (await chat.SendAsync(Good)).Errcode.ShouldBe(130101);
    }

    [Fact]
    public async Task Webhook_PerMinute_SlidesPerConversation()
    {
        await using var chat = await Talk.StartAsync(options => options.SessionWebhookPerMinute = 2);
        (await chat.SendAsync(Good)).Errcode.ShouldBe(0);
        chat.Emulator.Time.Advance(TimeSpan.FromSeconds(30));
        (await chat.SendAsync(Good)).Errcode.ShouldBe(0);
        chat.Emulator.Time.Advance(TimeSpan.FromSeconds(29));
        (await chat.SendAsync(Good)).Errcode.ShouldBe(130101);
        chat.Emulator.Time.Advance(TimeSpan.FromSeconds(1));
        (await chat.SendAsync(Good)).Errcode.ShouldBe(0);
        (await chat.SendAsync(Good)).Errcode.ShouldBe(130101);

        var other = await chat.OtherAsync(new JsonObject { ["senderStaffId"] = "someone-else" });
        (await chat.Emulator.PostTextAsync(other, Good)).Errcode.ShouldBe(0);
        ((int)(await chat.Emulator.StatsAsync())["throttled"]!).ShouldBe(2);
    }
}
