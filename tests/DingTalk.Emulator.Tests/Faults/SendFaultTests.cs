using System.Text.Json.Nodes;
using DingTalk.Emulator.Tests.Robot;

namespace DingTalk.Emulator.Tests.Faults;

public sealed class SendFaultTests
{
    private const string Text = """{"msgtype":"text","text":{"content":"x"}}""";
    private const string Oto = "/v1.0/robot/oToMessages/batchSend";

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

    [Fact]
    public async Task StringErrcode_Count_WritesThatManyErrcodesAsStrings()
    {
        await using var chat = await Talk.StartAsync();
        await chat.Emulator.FaultAsync("""{"stringErrcode":true,"sendErrcode":310000,"count":2}""");

        (await chat.SendAsync(Text)).Body.ShouldStartWith("""{"errcode":"310000",""");
        await chat.Emulator.FaultAsync("""{"sendErrcode":false}""");
        (await chat.SendAsync(Text)).ShouldBe(new Answer(200, """{"errcode":"0","errmsg":"ok"}"""));
        (await chat.SendAsync(Text)).ShouldBe(new Answer(200, """{"errcode":0,"errmsg":"ok"}"""));
        (await RepliesAsync(chat)).ShouldBe(2);
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
    [InlineData(400, "send.too.fast", """{"code":"send.too.fast","message":"m","requestid":""")]
    [InlineData(200, "430101", """{"errcode":430101,"errmsg":"m"}""")]
    [InlineData(503, "-1", """{"errcode":-1,"errmsg":"m"}""")]
    public async Task SendCode_Times_AnswersThatManySendsOfBothKinds(int status, string code, string body)
    {
        await using var chat = await Talk.StartAsync();
        await chat.Emulator.FaultAsync($$$"""{"sendCode":{"status":{{{status}}},"code":"{{{code}}}","message":"m","times":2}}""");

        foreach (var answer in new[] { await OtoAsync(chat), await chat.SendAsync(Text) })
        {
            answer.Status.ShouldBe(status);
            answer.Body.ShouldStartWith(body);
        }

        (await RepliesAsync(chat)).ShouldBe(0);
        (await OtoAsync(chat)).Status.ShouldBe(200);
        ((int)(await chat.Emulator.StatsAsync())["rejected"]![code]!).ShouldBe(2);
    }

    [Fact]
    public async Task SendCode_Api_HitsOnlyThatOne()
    {
        await using var chat = await Talk.StartAsync();
        await chat.Emulator.FaultAsync("""{"sendCode":{"status":400,"code":"send.too.fast"},"api":"oto"}""");

        (await chat.SendAsync(Text)).Errcode.ShouldBe(0);
        (await OtoAsync(chat)).Code.ShouldBe("send.too.fast");
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
    public async Task ExpireSessions_Now_EndsCurrentSessions()
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
    public async Task TokenInvalid_Now_RevokesCurrentTokens()
    {
        await using var chat = await Talk.StartAsync();
        var token = await chat.Emulator.TokenAsync();
        await chat.Emulator.FaultAsync("""{"tokenInvalid":true}""");

        (await OtoAsync(chat, token)).Status.ShouldBe(400);
        (await chat.Emulator.TokenAsync()).ShouldNotBe(token);
        (await OtoAsync(chat)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task TokenInvalid_Count_RefusesThatManyCalls()
    {
        await using var chat = await Talk.StartAsync();
        var token = await chat.Emulator.TokenAsync();
        await chat.Emulator.FaultAsync("""{"tokenInvalid":true,"count":1}""");

        (await OtoAsync(chat, token)).Status.ShouldBe(400);
        (await OtoAsync(chat, token)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task LatencyMs_DelaysTheAnswerAndTheDelivery()
    {
        await using var chat = await Talk.StartAsync();
        await chat.Emulator.FaultAsync("""{"latencyMs":3000,"count":1}""");
        var sending = chat.SendAsync(Text);
        // The fault is used up when the call has started to wait.
        while ((await chat.Emulator.GetAsync("/emulator/faults")).Json["armed"]!.AsArray().Count > 0)
        {
            TestEmulator.Stop.ThrowIfCancellationRequested();
        }

        (await RepliesAsync(chat)).ShouldBe(0);
        while (!sending.IsCompleted)
        {
            // The timer starts just after the fault is taken, so one step may come too early.
            chat.Emulator.Time.Advance(TimeSpan.FromSeconds(3));
            await chat.Emulator.StatsAsync();
        }

        (await sending).Errcode.ShouldBe(0);
        (await RepliesAsync(chat)).ShouldBe(1);
    }

    private static async Task<Answer> OtoAsync(Talk chat, string? token = null, string user = "u1") => await chat.Emulator.PostAsync(
        Oto,
        new JsonObject
        {
            ["robotCode"] = "dingdemo",
            ["userIds"] = new JsonArray(user),
            ["msgKey"] = "sampleText",
            ["msgParam"] = """{"content":"x"}""",
        },
        ("x-acs-dingtalk-access-token", token ?? await chat.Emulator.TokenAsync()));

    private static async Task<int> RepliesAsync(Talk chat) => (await chat.Emulator.TranscriptAsync())["replies"]!.AsArray().Count;
}
