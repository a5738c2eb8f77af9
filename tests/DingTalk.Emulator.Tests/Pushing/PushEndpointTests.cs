namespace DingTalk.Emulator.Tests.Pushing;

public sealed class PushEndpointTests
{
    private const string CardTopic = "/v1.0/card/instances/callback";

    [Fact]
    public async Task Card_Given_HasTheWireShape_AndTheAckComesBack()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator, topic: CardTopic);
        var pushing = emulator.PushAsync(
            """{"card":{"outTrackId":"trk-7","actionIds":["yes"],"params":{"x":"y"},"userId":"u1","payload":{"extension":null,"extra":1}}}""");
        var frame = await bot.ReceiveAsync();
        await bot.AckAsync(frame, data: """{"response":{"cardData":{"cardParamMap":{"k":"v"}}}}""");

        ((string)frame["type"]!, (string)frame["headers"]!["topic"]!).ShouldBe(("CALLBACK", CardTopic));
        var data = TestBot.Data(frame);
        ((string)data["type"]!, (string)data["outTrackId"]!, (string)data["userId"]!, (string)data["corpId"]!)
            .ShouldBe(("actionCallback", "trk-7", "u1", "dingcorpdemo"));
        ((string)data["content"]!).ShouldBe("""{"cardPrivateData":{"actionIds":["yes"],"params":{"x":"y"}}}""");
        data.AsObject().ShouldNotContainKey("extension");
        ((int)data["extra"]!).ShouldBe(1);
        var answer = (await pushing).Json;
        ((bool)answer["acked"]!, (int)answer["ackCode"]!, (string)answer["ackData"]!)
            .ShouldBe((true, 200, """{"response":{"cardData":{"cardParamMap":{"k":"v"}}}}"""));
        var push = (await emulator.TranscriptAsync())["pushes"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)push["topic"]!, (string)push["msgId"]!, (string)push["ackData"]!)
            .ShouldBe((CardTopic, (string)answer["id"]!, (string)answer["ackData"]!));
    }

    [Fact]
    public async Task Event_Given_HasItsHeaders()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator, topic: "*", type: "EVENT");
        var pushing = emulator.PushAsync("""{"event":{"eventType":"bpms_task_change","eventId":"e1","data":{"title":"假"}}}""");
        var frame = await bot.ReceiveAsync();
        await bot.AckAsync(frame, data: """{"status":"SUCCESS"}""");

        ((string)frame["type"]!, (string)frame["data"]!).ShouldBe(("EVENT", """{"title":"假"}"""));
        var headers = frame["headers"]!;
        ((string)headers["topic"]!, (string)headers["eventType"]!, (string)headers["eventId"]!, (string)headers["eventCorpId"]!)
            .ShouldBe(("*", "bpms_task_change", "e1", "dingcorpdemo"));
        ((string)headers["eventBornTime"]!).ShouldBe(emulator.Time.GetUtcNow().ToUnixTimeMilliseconds().ToString());
        ((string)headers["eventUnifiedAppId"]!).ShouldNotBeNullOrEmpty();
        var answer = (await pushing).Json;
        ((string)answer["id"]!, (bool)answer["acked"]!).ShouldBe(("e1", true));
    }

    [Theory]
    [InlineData(200, """{"status":"LATER","message":"busy"}""")]
    [InlineData(500, """{"status":"LATER"}""")]
    [InlineData(500, "no json")]
    [InlineData(404, "{}")]
    public async Task Event_NotAckedWithSuccess_IsResentUntilItIs(int code, string data)
    {
        await using var emulator = await TestEmulator.StartAsync(options => options.SystemPingInterval = TimeSpan.FromDays(30));
        await using var bot = await TestBot.ConnectAsync(emulator, topic: "*", type: "EVENT");
        var pushing = emulator.PushAsync("""{"event":{}}""");
        var first = await bot.ReceiveAsync();
        await bot.AckAsync(first, code, data);
        var answer = (await pushing).Json;
        ((bool)answer["acked"]!, (int)answer["ackCode"]!, (string)answer["ackData"]!).ShouldBe((false, code, data));
        ((string)(await emulator.TranscriptAsync())["pushes"]![0]!["state"]!).ShouldBe("later");

        emulator.Time.Advance(TimeSpan.FromSeconds(60));
        var second = await bot.ReceiveAsync();
        await bot.AckAsync(second, data: """{"status":"SUCCESS"}""");
        await emulator.UntilAsync(stats => (int)stats["unacked"]! == 0);

        TestBot.MessageId(second).ShouldBe(TestBot.MessageId(first));
        ((string)second["headers"]!["eventId"]!).ShouldBe((string)first["headers"]!["eventId"]!);
        var stats = await emulator.StatsAsync();
        ((int)stats["later"]!, (int)stats["resent"]!, (int)stats["unknownAcks"]!).ShouldBe((1, 1, 0));
        var push = (await emulator.TranscriptAsync())["pushes"]![0]!;
        ((string)push["state"]!, (int)push["count"]!).ShouldBe(("acked", 2));
    }

    [Theory]
    [InlineData(200, "{}")]
    [InlineData(200, "")]
    [InlineData(500, """{"status":"SUCCESS"}""")]
    public async Task Event_AckedWithoutAStatusOrWithSuccess_IsSettled(int code, string data)
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator, topic: "*", type: "EVENT");
        var pushing = emulator.PushAsync("""{"event":{}}""");
        await bot.AckAsync(await bot.ReceiveAsync(), code, data);

        ((bool)(await pushing).Json["acked"]!).ShouldBeTrue();
        ((int)(await emulator.StatsAsync())["unacked"]!).ShouldBe(0);
    }

    [Fact]
    public async Task Callback_AnyTopic_TakesRawDataAndMoreHeaders()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator, topic: "/v1.0/graph/api/invoke");
        await emulator.PushAsync(
            """{"callback":{"topic":"/v1.0/graph/api/invoke","data":"{not json","headers":{"traceId":"t1"}},"waitSeconds":0}""");

        var frame = await bot.ReceiveAsync();

        ((string)frame["data"]!, (string)frame["headers"]!["traceId"]!).ShouldBe(("{not json", "t1"));
    }

    [Fact]
    public async Task Say_NoSubscriber_WaitsAndReportsIt()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator);

        var answer = (await emulator.PushAsync("""{"event":{},"waitSeconds":0}""")).Json;

        ((bool)answer["acked"]!, answer["ackCode"]).ShouldBe((false, null));
        ((int)(await emulator.StatsAsync())["waitingForLink"]!).ShouldBe(1);
    }

    [Theory]
    [InlineData("""{}""", "exactly one")]
    [InlineData("""{"card":{},"event":{}}""", "exactly one")]
    [InlineData("""{"card":[]}""", "\"card\" must be an object")]
    [InlineData("""{"card":{"zap":1}}""", "in \"card\" \"zap\" is not known")]
    [InlineData("""{"event":{"eventType":5}}""", "eventType")]
    [InlineData("""{"callback":{}}""", "\"topic\" must be a string")]
    [InlineData("""{"callback":{"topic":"/x","headers":{"MessageId":"m"}}}""", "must not hold \"MessageId\"")]
    [InlineData("""{"event":{},"app":"nobody"}""", "dingdemo")]
    [InlineData("nonsense", "JSON")]
    public async Task BadPush_Any_Is400WithAHelpfulSentence(string body, string named)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.PushAsync(body);

        answer.Status.ShouldBe(400);
        ((string)answer.Json["error"]!).ShouldContain(named);
        (await emulator.TranscriptAsync())["pushes"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Page_EntryWithoutConversation_IsNotShown()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.PushAsync("""{"event":{},"waitSeconds":0}""");
        await emulator.TellAsync("hi");
        using var events = await Chat.EventStream.OpenAsync(emulator);

        ((string)(await events.NextAsync("message"))["push"]!["text"]!).ShouldBe("hi");
    }
}
