namespace DingTalk.Emulator.Tests.Faults;

public sealed class FaultSwitchTests
{
    [Theory]
    [InlineData("401", 401, "authFailed")]
    [InlineData("\"400\"", 400, "invalidParameter")]
    [InlineData("503", 503, "ServiceUnavailable")]
    public async Task RefuseOpen_Count_RefusesThatManyTimes(string value, int status, string code)
    {
        await using var emulator = await TestEmulator.StartAsync();
        (await emulator.FaultAsync($$"""{"refuseOpen":{{value}},"count":2}""")).Status.ShouldBe(200);

        for (var i = 0; i < 2; i++)
        {
            var answer = await emulator.OpenAsync(TestBot.OpenBody());
            (answer.Status, answer.Code).ShouldBe((status, code));
        }

        (await emulator.OpenAsync(TestBot.OpenBody())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task RefuseOpen_Html_IsAPageAndNoJson()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.FaultAsync("""{"refuseOpen":"html"}""");

        var answer = await emulator.OpenAsync(TestBot.OpenBody());

        answer.Status.ShouldBe(400);
        answer.Body.ShouldStartWith("<html>");
    }

    [Fact]
    public async Task AnyFault_Seconds_EndsByTheClock()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.FaultAsync("""{"refuseOpen":503,"seconds":10}""");
        emulator.Time.Advance(TimeSpan.FromSeconds(9.9));
        (await emulator.OpenAsync(TestBot.OpenBody())).Status.ShouldBe(503);
        emulator.Time.Advance(TimeSpan.FromSeconds(0.1));

        (await emulator.OpenAsync(TestBot.OpenBody())).Status.ShouldBe(200);
        (await emulator.GetAsync("/emulator/faults")).Json["armed"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task AnyFault_App_SparesTheOthers()
    {
        await using var emulator = await TestEmulator.StartAsync(TestEmulator.TwoApps);
        await emulator.FaultAsync("""{"refuseOpen":503,"app":"dingtwo"}""");

        (await emulator.OpenAsync(TestBot.OpenBody())).Status.ShouldBe(200);
        (await emulator.OpenAsync(TestBot.OpenBody("dingtwo", "second-secret"))).Status.ShouldBe(503);
    }

    [Fact]
    public async Task DropLinks_Armed_BreaksTheLinkWithoutACloseFrame()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.FaultAsync("""{"dropLinks":true}""");

        await Should.ThrowAsync<System.Net.WebSockets.WebSocketException>(bot.ReceiveOrCloseAsync);

        await emulator.UntilAsync(stats => (int)stats["connections"]!["dingdemo"]! == 0);
        await using var next = await TestBot.ConnectAsync(emulator);
    }

    [Fact]
    public async Task DropLinks_Count_SparesTheRest()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var one = await TestBot.ConnectAsync(emulator);
        await using var two = await TestBot.ConnectAsync(emulator);
        await emulator.FaultAsync("""{"dropLinks":true,"count":1}""");

        await emulator.UntilAsync(stats => (int)stats["connections"]!["dingdemo"]! == 1);
    }

    [Fact]
    public async Task Disconnect_Seconds_AlsoHitsNewLinks()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.FaultAsync("""{"disconnect":true,"seconds":60}""");
        await using var bot = await TestBot.ConnectAsync(emulator);

        ((string)(await bot.ReceiveAsync())["headers"]!["topic"]!).ShouldBe("disconnect");
    }

    [Fact]
    public async Task Armed_IsShownWithWhatIsLeft_AndClears()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.FaultAsync("""{"refuseOpen":503,"count":3}""");
        await emulator.OpenAsync(TestBot.OpenBody());
        var armed = (await emulator.FaultAsync("{}")).Json["armed"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)armed["fault"]!, (int)armed["countLeft"]!, (int)armed["hits"]!).ShouldBe(("refuseOpen", 2, 1));

        await emulator.FaultAsync("""{"sendStatus":500}""");
        (await emulator.FaultAsync("""{"refuseOpen":false}""")).Json["armed"]!.AsArray().Count.ShouldBe(1);
        (await emulator.FaultAsync("""{"clear":true}""")).Json["armed"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"zap":1}""", "refuseOpen, slowHandshakeMs, disconnect, dropLinks")]
    [InlineData("""{"refuseOpen":402}""", "401, 400, 503")]
    [InlineData("""{"refuseOpen":{}}""", "refuseOpen")]
    [InlineData("""{"disconnect":1}""", "disconnect")]
    [InlineData("""{"zombie":1}""", "zombie")]
    [InlineData("""{"redeliverAfterMs":0}""", "redeliverAfterMs")]
    [InlineData("""{"slowHandshakeMs":"x"}""", "slowHandshakeMs")]
    [InlineData("""{"duplicate":"twice"}""", "newMessageId")]
    [InlineData("""{"duplicate":{}}""", "newMessageId")]
    [InlineData("""{"fragment":0}""", "fragment")]
    [InlineData("""{"malformed":7}""", "base64")]
    [InlineData("""{"malformed":{"base64":"?"}}""", "base64")]
    [InlineData("""{"throttle":5}""", "throttle")]
    [InlineData("""{"throttle":{"api":"sms","perSecond":5}}""", "throttle")]
    [InlineData("""{"throttle":{"api":"oto"}}""", "throttle")]
    [InlineData("""{"throttle":{"perSecond":5,"status":200}}""", "throttle")]
    [InlineData("""{"delayAckMs":-1}""", "delayAckMs")]
    [InlineData("""{"stringErrcode":1}""", "stringErrcode")]
    [InlineData("""{"apiQuotaExhausted":"yes"}""", "apiQuotaExhausted")]
    [InlineData("""{"missingScope":[]}""", "missingScope")]
    [InlineData("""{"undeliverableSpaces":1}""", "undeliverableSpaces")]
    [InlineData("""{"invalidStaffIds":[7]}""", "invalidStaffIds")]
    [InlineData("""{"flowControlledStaffIds":{}}""", "flowControlledStaffIds")]
    [InlineData("""{"throttle":{"api":"oto","perSecond":"5"}}""", "throttle")]
    [InlineData("""{"sendStatus":200}""", "sendStatus")]
    [InlineData("""{"sendErrcode":"x"}""", "sendErrcode")]
    [InlineData("""{"sendCode":400}""", "sendCode")]
    [InlineData("""{"sendCode":{"status":400}}""", "sendCode")]
    [InlineData("""{"sendCode":{"code":"x.y"}}""", "sendCode")]
    [InlineData("""{"sendCode":{"status":400,"code":430101}}""", "sendCode")]
    [InlineData("""{"sendCode":{"status":400,"code":"x.y","times":0}}""", "sendCode")]
    [InlineData("""{"sendCode":{"status":400,"code":"x.y","retry":1}}""", "sendCode")]
    [InlineData("""{"failAfterDelivery":404}""", "failAfterDelivery")]
    [InlineData("""{"latencyMs":-1}""", "latencyMs")]
    [InlineData("""{"model":{"state":500}}""", "model")]
    [InlineData("""{"sendStatus":500,"count":0}""", "count")]
    [InlineData("""{"sendStatus":500,"seconds":"x"}""", "seconds")]
    [InlineData("""{"sendStatus":500,"app":"nobody"}""", "dingdemo")]
    [InlineData("""{"sendStatus":500,"api":"sms"}""", "webhook, oto, group")]
    [InlineData("nonsense", "JSON")]
    public async Task BadSwitch_Any_Is400WithAHelpfulSentenceAndArmsNothing(string body, string named)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.FaultAsync(body);

        answer.Status.ShouldBe(400);
        ((string)answer.Json["error"]!).ShouldContain(named);
        (await emulator.GetAsync("/emulator/faults")).Json["armed"]!.AsArray().ShouldBeEmpty();
    }
}
