using DingTalk.Emulator.Tests.Cards;

namespace DingTalk.Emulator.Tests.Faults;

// Any answer of any API, always or now and then.
public sealed class AnyAnswerTests
{
    private const string Emotion = "/v1.0/robot/emotion/reply";

    [Theory]
    [InlineData("card", 400, 400)]
    [InlineData("card/streaming", 200, 400)]
    public async Task SendCode_CardCalls_AreAnsweredSo_AndTheCardStays(string api, int update, int streaming)
    {
        await using var emulator = await TestEmulator.StartAsync();
        await CardBot.OpenGroupAsync(emulator);
        var bot = new CardBot(emulator);
        await bot.CreateAsync();
        await bot.DeliverAsync();
        await emulator.FaultAsync($$$"""{"sendCode":{"status":400,"code":"send.too.fast"},"api":"{{{api}}}"}""");

        var (updated, streamed) = (await bot.UpdateAsync("""{"a":"1"}"""), await bot.StreamAsync("x", guid: "g"));

        (updated.Status, streamed.Status, streamed.Code).ShouldBe((update, streaming, "send.too.fast"));
        await emulator.FaultAsync("""{"clear":true}""");
        (await bot.StreamAsync("y", guid: "g")).Status.ShouldBe(200);
        ((string)(await bot.ShownAsync())["text"]!).ShouldBe("y");
    }

    [Theory]
    [InlineData("POST", Emotion)]
    [InlineData("POST", "/v1.0/robot/messageFiles/download")]
    [InlineData("POST", "/v1.0/robot/groupMessages/recall")]
    [InlineData("POST", "/topapi/v2/user/get")]
    [InlineData("POST", "/media/upload")]
    [InlineData("GET", "/gettoken")]
    public async Task SendCode_PathOfACall_IsAnsweredSo_ThatOften(string method, string path)
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.FaultAsync($$$"""{"sendCode":{"status":503,"code":"system.busy"},"api":"{{{path}}}","count":1}""");

        var first = await emulator.SendAsync(new HttpMethod(method), path, new StringContent("{}"));
        var second = await emulator.SendAsync(new HttpMethod(method), path, new StringContent("{}"));

        (first.Status, first.Code).ShouldBe((503, "system.busy"));
        second.Status.ShouldNotBe(503);
    }

    [Fact]
    public async Task SendCode_WithoutAnApi_LeavesOtherCallsThanSendsAlone()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.FaultAsync("""{"sendCode":{"status":503,"code":"system.busy"}}""");

        (await emulator.GetAsync("/gettoken?appkey=dingdemo&appsecret=demo-secret")).Status.ShouldBe(200);
        (await new CardBot(emulator).CreateAsync()).Status.ShouldBe(503);
    }

    [Fact]
    public async Task SendStatus_PathOfTheEmulatorItself_IsNeverHit()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.FaultAsync("""{"sendStatus":503,"api":"/emulator"}""");

        (await emulator.GetAsync("/emulator/stats")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(1, 40)]
    [InlineData(0, 0)]
    public async Task Probability_OneOrZero_HitsAllOrNone(int probability, int hits)
    {
        (await HitsAsync(probability)).ShouldBe(hits);
    }

    // It errs once in 2^39 runs.
    [Fact]
    public async Task Probability_Half_HitsSome()
    {
        var hits = await HitsAsync(0.5);

        hits.ShouldBeInRange(1, 39);
    }

    [Theory]
    [InlineData("""{"sendStatus":500,"probability":1.5}""")]
    [InlineData("""{"sendStatus":500,"probability":"often"}""")]
    [InlineData("""{"sendStatus":500,"api":"v1.0/unknown"}""")]
    public async Task Switch_Wrong_IsRefused(string switches)
    {
        await using var emulator = await TestEmulator.StartAsync();

        (await emulator.FaultAsync(switches)).Status.ShouldBe(400);
    }

    private static async Task<int> HitsAsync(double probability)
    {
        await using var emulator = await TestEmulator.StartAsync(options => options.QpsPerApi = 1000);
        var bot = new CardBot(emulator);
        await bot.CreateAsync();
        await emulator.FaultAsync($$"""{"sendStatus":500,"api":"card/update","probability":{{probability}}}""");
        var hits = 0;
        for (var i = 0; i < 40; i++)
        {
            hits += (await bot.UpdateAsync("{}")).Status == 500 ? 1 : 0;
        }

        ((int)(await emulator.GetAsync("/emulator/faults")).Json["armed"]![0]!["hits"]!).ShouldBe(hits);
        return hits;
    }
}
