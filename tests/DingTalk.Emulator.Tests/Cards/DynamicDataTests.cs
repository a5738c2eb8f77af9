namespace DingTalk.Emulator.Tests.Cards;

public sealed class DynamicDataTests
{
    private const string Topic = "/v1.0/card/dynamicData/get";
    private const string Answer =
        """{"response":{"dataSourceQueryResponses":[{"dynamicDataSourceId":"ds-1","dynamicDataValueType":"OBJECT","data":"{\"amount\":\"7\",\"n\":3}"}]}}""";

    [Fact]
    public async Task Once_Delivered_IsPulledAndTheAnswerIsForEveryone()
    {
        await using var emulator = await StartAsync();
        await using var stream = await TestBot.ConnectAsync(emulator, topic: Topic);
        var bot = await CreateAsync(emulator, """{"pullStrategy":"ONCE"}""");

        var frame = await stream.ReceiveAsync();
        await stream.AckAsync(frame, data: Answer);

        var data = TestBot.Data(frame);
        ((string)data["type"]!, (string)data["outTrackId"]!, (string)data["userId"]!, (string)data["corpId"]!)
            .ShouldBe(("dynamicDataCallback", "trk-1", "demo-user", "dingcorpdemo"));
        ((string)data["content"]!).ShouldBe("""{"dynamicDataSourceQueryRequests":[{"dynamicDataSourceId":"ds-1"}]}""");
        await emulator.UntilAsync(stats => (int)stats["cards"]!["updates"]! == 1);
        (await bot.ShownAsync())["card"]!["params"]!.ToJsonString().ShouldBe("""{"a":"1","amount":"7","n":"3"}""");
    }

    [Fact]
    public async Task Interval_IsPulledAgain_UntilTheReset()
    {
        await using var emulator = await StartAsync();
        await using var stream = await TestBot.ConnectAsync(emulator, topic: Topic);
        await CreateAsync(emulator, """{"pullStrategy":"INTERVAL","interval":30,"timeUnit":"SECONDS"}""");
        await stream.AckAsync(await stream.ReceiveAsync());

        emulator.Time.Advance(TimeSpan.FromSeconds(30));
        await stream.AckAsync(await stream.ReceiveAsync());
        await emulator.PostTextAsync("/emulator/reset", "{}");
        emulator.Time.Advance(TimeSpan.FromSeconds(60));

        ((int)(await emulator.StatsAsync())["pushes"]!).ShouldBe(0);
    }

    [Fact]
    public async Task Answer_LaterThanTwoSeconds_ChangesNothing()
    {
        await using var emulator = await StartAsync();
        await using var stream = await TestBot.ConnectAsync(emulator, topic: Topic);
        var bot = await CreateAsync(emulator, """{"pullStrategy":"ONCE"}""");
        var frame = await stream.ReceiveAsync();
        emulator.Time.Advance(TimeSpan.FromMilliseconds(2001));

        await stream.AckAsync(frame, data: Answer);

        await emulator.UntilAsync(stats => (int)stats["unacked"]! == 0 || (string?)stats["acks"]!.ToJsonString() == "{\"200\":1}");
        (await bot.ShownAsync())["card"]!["params"]!.ToJsonString().ShouldBe("""{"a":"1"}""");
    }

    [Theory]
    [InlineData("""[{"pullConfig":{"pullStrategy":"ONCE"}}]""", "param.dynamicSourceIdEmpty")]
    [InlineData("""[{"dynamicDataSourceId":"ds-1"}]""", "param.dynamicDataPullConfigEmpty")]
    [InlineData("""[{"dynamicDataSourceId":"ds-1","pullConfig":{}}]""", "param.dynamicDataSourcePullStrategyEmpty")]
    [InlineData(
        """[{"dynamicDataSourceId":"ds-1","pullConfig":{"pullStrategy":"INTERVAL","interval":2,"timeUnit":"SECONDS"}}]""",
        "param.dynamicDataPullIntervalInvalid")]
    [InlineData("""[{"dynamicDataSourceId":"ds-1","pullConfig":{"pullStrategy":"INTERVAL","interval":5}}]""", "param.dynamicDataPullIntervalTimeUnitInvalid")]
    public async Task Config_Bad_IsRefusedWithItsCode(string sources, string code)
    {
        await using var emulator = await StartAsync();

        var answer = await new CardBot(emulator).CallAsync(HttpMethod.Post, CardBot.Instances, Body(sources));

        (answer.Status, answer.Code).ShouldBe((400, code), answer.Body);
    }

    private static Task<TestEmulator> StartAsync() =>
        TestEmulator.StartAsync(options => (options.SystemPingInterval, options.RedeliverMax) = (TimeSpan.FromDays(30), 0));

    private static async Task<CardBot> CreateAsync(TestEmulator emulator, string pullConfig)
    {
        await CardBot.OpenGroupAsync(emulator);
        var bot = new CardBot(emulator);
        var body = Body($$"""[{"dynamicDataSourceId":"ds-1","pullConfig":{{pullConfig}} }]""");
        (await bot.CallAsync(HttpMethod.Post, CardBot.Instances, body)).Status.ShouldBe(200);
        await bot.DeliverAsync();
        return bot;
    }

    private static string Body(string sources) =>
        $$"""{"cardTemplateId":"t","outTrackId":"trk-1","imGroupOpenSpaceModel":{},"imRobotOpenSpaceModel":{},"cardData":{"cardParamMap":"""
        + $$"""{"a":"1"} },"openDynamicDataConfig":{"dynamicDataSourceConfigs":{{sources}} } }""";
}
