using System.Text.Json.Nodes;
using DingTalk.Emulator.Tests.Robot;

namespace DingTalk.Emulator.Tests.Faults;

public sealed class FaultTests
{
    private const string Text = """{"msgtype":"text","text":{"content":"x"}}""";
    private const string Oto = "/v1.0/robot/oToMessages/batchSend";

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
    public async Task DropLinks_BreaksTheLinkWithoutGoodbye()
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
    public async Task Disconnect_Seconds_AlsoHitsWhatOpensMeanwhile()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.FaultAsync("""{"disconnect":true,"seconds":60}""");
        await using var bot = await TestBot.ConnectAsync(emulator);

        ((string)(await bot.ReceiveAsync())["headers"]!["topic"]!).ShouldBe("disconnect");
    }

    [Fact]
    public async Task Throttle_LowersOneApi()
    {
        await using var chat = await Talk.StartAsync();
        await chat.Emulator.FaultAsync("""{"throttle":{"api":"oToMessages/batchSend","perSecond":1}}""");

        (await OtoAsync(chat)).Status.ShouldBe(200);
        var refused = await OtoAsync(chat);
        (refused.Status, refused.Code).ShouldBe((403, "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi"));
        (await chat.SendAsync(Text)).Errcode.ShouldBe(0);
        (await chat.SendAsync(Text)).Errcode.ShouldBe(0);
    }

    [Fact]
    public async Task Throttle_Webhook_Answers130101()
    {
        await using var chat = await Talk.StartAsync();
        await chat.Emulator.FaultAsync("""{"throttle":{"api":"webhook","perSecond":0},"count":1}""");

        (await chat.SendAsync(Text)).Errcode.ShouldBe(130101);
        (await chat.SendAsync(Text)).Errcode.ShouldBe(0);
    }

    [Fact]
    public async Task SendErrcode_IsHttp200AndNothingArrives()
    {
        await using var chat = await Talk.StartAsync();
        await chat.Emulator.FaultAsync("""{"sendErrcode":430101,"count":1}""");

        var answer = await chat.SendAsync(Text);

        (answer.Status, answer.Errcode).ShouldBe((200, 430101));
        (await RepliesAsync(chat)).ShouldBe(0);
        (await chat.SendAsync(Text)).Errcode.ShouldBe(0);
    }

    [Theory]
    [InlineData(500, "system.err")]
    [InlineData(503, "ServiceUnavailable")]
    [InlineData(429, "unknownError")]
    public async Task SendStatus_AllSends_NothingArrives(int status, string code)
    {
        await using var chat = await Talk.StartAsync();
        await chat.Emulator.FaultAsync($$"""{"sendStatus":{{status}}}""");

        var oto = await OtoAsync(chat);
        (oto.Status, oto.Code).ShouldBe((status, code));
        (await chat.SendAsync(Text)).Status.ShouldBe(status);
        (await RepliesAsync(chat)).ShouldBe(0);
    }

    [Fact]
    public async Task SendStatus_Api_HitsOnlyThatOne()
    {
        await using var chat = await Talk.StartAsync();
        await chat.Emulator.FaultAsync("""{"sendStatus":500,"api":"oto"}""");

        (await chat.SendAsync(Text)).Errcode.ShouldBe(0);
        (await OtoAsync(chat)).Status.ShouldBe(500);
    }

    [Theory]
    [InlineData("true", 500)]
    [InlineData("504", 504)]
    public async Task FailAfterDelivery_ArrivesAndFails(string value, int status)
    {
        await using var chat = await Talk.StartAsync();
        await chat.Emulator.FaultAsync($$"""{"failAfterDelivery":{{value}},"count":2}""");

        (await chat.SendAsync(Text)).Status.ShouldBe(status);
        (await OtoAsync(chat)).Status.ShouldBe(status);
        (await chat.SendAsync(Text)).Status.ShouldBe(200);
        (await RepliesAsync(chat)).ShouldBe(3);
    }

    [Fact]
    public async Task FailAfterDelivery_ARefusedCall_DoesNotUseItUp()
    {
        await using var chat = await Talk.StartAsync();
        await chat.Emulator.FaultAsync("""{"failAfterDelivery":true,"count":1}""");

        (await OtoAsync(chat, user: "")).Status.ShouldBe(400);
        (await OtoAsync(chat)).Status.ShouldBe(500);
    }

    [Fact]
    public async Task ExpireSessions_EndsThoseOfNow()
    {
        await using var chat = await Talk.StartAsync();
        await chat.Emulator.FaultAsync("""{"expireSessions":true}""");

        (await chat.SendAsync(Text)).Errcode.ShouldBe(300001);
        var fresh = await chat.OtherAsync([]);
        (await chat.Emulator.PostTextAsync(fresh, Text)).Errcode.ShouldBe(0);
    }

    [Fact]
    public async Task ExpireSessions_Count_RefusesThatManyCalls()
    {
        await using var chat = await Talk.StartAsync();
        await chat.Emulator.FaultAsync("""{"expireSessions":true,"count":1}""");

        (await chat.SendAsync(Text)).Errcode.ShouldBe(300001);
        (await chat.SendAsync(Text)).Errcode.ShouldBe(0);
    }

    [Fact]
    public async Task TokenInvalid_RevokesTheTokensOfNow()
    {
        await using var chat = await Talk.StartAsync();
        var token = await chat.Emulator.TokenAsync();
        await chat.Emulator.FaultAsync("""{"tokenInvalid":true}""");

        (await OtoAsync(chat, token)).Status.ShouldBe(401);
        (await chat.Emulator.TokenAsync()).ShouldNotBe(token);
        (await OtoAsync(chat)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task TokenInvalid_Count_RefusesThatManyCalls()
    {
        await using var chat = await Talk.StartAsync();
        var token = await chat.Emulator.TokenAsync();
        await chat.Emulator.FaultAsync("""{"tokenInvalid":true,"count":1}""");

        (await OtoAsync(chat, token)).Status.ShouldBe(401);
        (await OtoAsync(chat, token)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task LatencyMs_DelaysTheAnswerAndTheDelivery()
    {
        await using var chat = await Talk.StartAsync();
        await chat.Emulator.FaultAsync("""{"latencyMs":3000,"count":1}""");
        var sending = chat.SendAsync(Text);
        // The fault is used up when the call has begun to wait.
        while ((await chat.Emulator.GetAsync("/emulator/faults")).Json["armed"]!.AsArray().Count > 0)
        {
            TestEmulator.Stop.ThrowIfCancellationRequested();
        }

        (await RepliesAsync(chat)).ShouldBe(0);
        while (!sending.IsCompleted)
        {
            // The timer is made just after the fault is taken, so one step may come too early.
            chat.Emulator.Time.Advance(TimeSpan.FromSeconds(3));
            await chat.Emulator.StatsAsync();
        }

        (await sending).Errcode.ShouldBe(0);
        (await RepliesAsync(chat)).ShouldBe(1);
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
    [InlineData("""{"zap":1}""", "refuseOpen, disconnect, dropLinks, throttle")]
    [InlineData("""{"refuseOpen":402}""", "401, 400, 503")]
    [InlineData("""{"refuseOpen":{}}""", "refuseOpen")]
    [InlineData("""{"disconnect":1}""", "disconnect")]
    [InlineData("""{"throttle":5}""", "throttle")]
    [InlineData("""{"throttle":{"api":"sms","perSecond":5}}""", "throttle")]
    [InlineData("""{"throttle":{"api":"oto"}}""", "throttle")]
    [InlineData("""{"throttle":{"api":"oto","perSecond":"5"}}""", "throttle")]
    [InlineData("""{"sendStatus":200}""", "sendStatus")]
    [InlineData("""{"sendErrcode":"x"}""", "sendErrcode")]
    [InlineData("""{"failAfterDelivery":404}""", "failAfterDelivery")]
    [InlineData("""{"latencyMs":-1}""", "latencyMs")]
    [InlineData("""{"model":{"state":500}}""", "model")]
    [InlineData("""{"sendStatus":500,"count":0}""", "count")]
    [InlineData("""{"sendStatus":500,"seconds":"x"}""", "seconds")]
    [InlineData("""{"sendStatus":500,"app":"nobody"}""", "dingdemo")]
    [InlineData("""{"sendStatus":500,"api":"sms"}""", "webhook, oto, group")]
    [InlineData("nonsense", "JSON")]
    public async Task BadSwitch_Is400ThatHelps_AndArmsNothing(string body, string named)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.FaultAsync(body);

        answer.Status.ShouldBe(400);
        ((string)answer.Json["error"]!).ShouldContain(named);
        (await emulator.GetAsync("/emulator/faults")).Json["armed"]!.AsArray().ShouldBeEmpty();
    }

    private static async Task<Answer> OtoAsync(Talk chat, string? token = null, string user = "u1") => await chat.Emulator.PostAsync(
        Oto,
        new JsonObject { ["robotCode"] = "dingdemo", ["userIds"] = new JsonArray(user), ["msgKey"] = "sampleText", ["msgParam"] = """{"content":"x"}""" },
        ("x-acs-dingtalk-access-token", token ?? await chat.Emulator.TokenAsync()));

    private static async Task<int> RepliesAsync(Talk chat) => (await chat.Emulator.TranscriptAsync())["replies"]!.AsArray().Count;
}
