using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests.Cards;

public sealed class CardTests
{
    [Fact]
    public async Task Card_CreateDeliverUpdateStreamFinalize_IsShownAtEachStep()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await CardBot.OpenGroupAsync(emulator);
        var bot = new CardBot(emulator);
        (await bot.CreateAsync()).ShouldBe(new Answer(200, """{"success":true,"result":"trk-1"}"""));
        (await emulator.TranscriptAsync())["replies"]!.AsArray().ShouldBeEmpty();
        var delivered = (await bot.DeliverAsync()).Json["result"]!.AsArray().ShouldHaveSingleItem()!;
        await ShouldShowAsync(bot, "", "1", updates: 0);
        (await bot.UpdateAsync("""{"flowStatus":"2","title":"T"}""")).ShouldBe(new Answer(200, """{"success":true,"result":true}"""));
        await ShouldShowAsync(bot, "T", "2", updates: 1);
        (await bot.StreamAsync("He")).ShouldBe(new Answer(200, """{"success":true,"result":true}"""));
        await ShouldShowAsync(bot, "He", "2", updates: 2);

        await bot.StreamAsync("Hello", last: true);

        var shown = await ShouldShowAsync(bot, "Hello", "3", updates: 3, finalized: true);
        ((string)shown["via"]!, (string)shown["conversationId"]!, (string)shown["card"]!["outTrackId"]!)
            .ShouldBe(("card", "cidDemoGroup==", "trk-1"));
        ((string)shown["processQueryKey"]!).ShouldBe((string)delivered["carrierId"]!);
        ((int)(await emulator.StatsAsync())["sends"]!["card"]!).ShouldBe(1);
    }

    [Fact]
    public async Task Streaming_AfterFinalize_Is500_ButVariablesMayBeSet()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var bot = await DeliveredAsync(emulator);
        await bot.StreamAsync("done", last: true);

        var answer = await bot.StreamAsync("more");

        (answer.Status, answer.Code).ShouldBe((500, "unknownError"));
        (await bot.UpdateAsync("""{"button":"hidden"}""")).Status.ShouldBe(200);
        await ShouldShowAsync(bot, "done", "3", updates: 2, finalized: true);
    }

    [Fact]
    public async Task Streaming_NotFull_Appends()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var bot = await DeliveredAsync(emulator);
        await bot.StreamAsync("one ", full: false);
        await bot.StreamAsync("two", full: false);
        await bot.CallAsync(
            HttpMethod.Put, CardBot.Streaming, """{"outTrackId":"trk-1","guid":"g","key":"content","content":" three","isFull":false}""");

        await ShouldShowAsync(bot, "one two three", "2", updates: 3);
    }

    [Fact]
    public async Task Streaming_IsError_ShowsTheFailure()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var bot = await DeliveredAsync(emulator);
        await bot.StreamAsync("sorry", last: true, error: true);

        await ShouldShowAsync(bot, "sorry", "5", updates: 1, finalized: true);
    }

    [Theory]
    [InlineData(true, """{"a":"1","b":"3","c":"4"}""")]
    [InlineData(false, """{"b":"3","c":"4"}""")]
    public async Task Update_ByKeyOrNot_KeepsTheOthersOrForgetsThem(bool byKey, string expected)
    {
        await using var emulator = await TestEmulator.StartAsync();
        await CardBot.OpenGroupAsync(emulator);
        var bot = new CardBot(emulator);
        await bot.CreateAsync(data: """{"a":"1","b":"2"}""");
        await bot.DeliverAsync();
        await bot.UpdateAsync("""{"b":"3","c":"4"}""", byKey);

        JsonNode.DeepEquals((await bot.ShownAsync())["card"]!["params"], JsonNode.Parse(expected)).ShouldBeTrue();
    }

    [Fact]
    public async Task Updates_Rate_IsRecorded()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var bot = await DeliveredAsync(emulator);
        for (var i = 0; i < 6; i++)
        {
            await bot.StreamAsync($"{i}");
            emulator.Time.Advance(TimeSpan.FromMilliseconds(i < 3 ? 250 : 1000));
        }

        var card = (await bot.ShownAsync())["card"]!;
        ((int)card["updates"]!, (int)card["peakPerSecond"]!).ShouldBe((6, 4));
        (await emulator.StatsAsync())["cards"]!.ToJsonString()
            .ShouldBe("""{"created":1,"delivered":1,"undelivered":0,"updates":6,"peakPerSecond":4,"repeated":0,"open":{"dingdemo":1}}""");
    }

    [Fact]
    public async Task CardQps_LimitsStreamingOnly()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options.CardQps = 2);
        var bot = await DeliveredAsync(emulator);
        (await bot.StreamAsync("1")).Status.ShouldBe(200);
        (await bot.StreamAsync("2")).Status.ShouldBe(200);

        var refused = await bot.StreamAsync("3");

        (refused.Status, refused.Code).ShouldBe((403, "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi"));
        (await bot.UpdateAsync("""{"a":"1"}""")).Status.ShouldBe(200);
        (await bot.UpdateAsync("""{"a":"2"}""")).Status.ShouldBe(200);
        (await bot.UpdateAsync("""{"a":"3"}""")).Status.ShouldBe(200);
        emulator.Time.Advance(TimeSpan.FromSeconds(1));
        (await bot.StreamAsync("4")).Status.ShouldBe(200);
        ((int)(await emulator.StatsAsync())["throttledByApi"]!["card/streaming"]!).ShouldBe(1);
    }

    [Fact]
    public async Task Say_ACardAnswers_WhenItIsFinished()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var stream = await TestBot.ConnectAsync(emulator);
        var saying = emulator.SayAsync(new JsonObject { ["text"] = "hi", ["conversationType"] = "2", ["replies"] = 2 });
        var frame = await stream.ReceiveAsync();
        await stream.AckAsync(frame);
        var bot = new CardBot(emulator);
        await bot.CreateAsync();
        await bot.DeliverAsync();
        await bot.StreamAsync("half");
        await bot.StreamAsync("whole", last: true);
        await bot.UpdateAsync("""{"flowStatus":"3"}""");

        await stream.ReplyAsync(frame, "besides");

        (await saying)["replies"]!.AsArray()
            .Select(reply => $"{reply!["via"]}: {reply["text"]}").ShouldBe(["card: whole", "webhook: besides"]);
    }

    [Fact]
    public async Task Reset_ForgetsTheCards()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var bot = await DeliveredAsync(emulator);
        await bot.StreamAsync("x");
        await emulator.PostTextAsync("/emulator/reset", "{}");

        (await bot.StreamAsync("y")).Code.ShouldBe("param.stream.outTrackId");
        (await emulator.StatsAsync())["cards"]!.ToJsonString()
            .ShouldBe("""{"created":0,"delivered":0,"undelivered":0,"updates":0,"peakPerSecond":0,"repeated":0,"open":{}}""");
    }

    private static async Task<CardBot> DeliveredAsync(TestEmulator emulator)
    {
        await CardBot.OpenGroupAsync(emulator);
        var bot = new CardBot(emulator);
        (await bot.CreateAsync()).Status.ShouldBe(200);
        (await bot.DeliverAsync()).Status.ShouldBe(200);
        return bot;
    }

    private static async Task<JsonNode> ShouldShowAsync(CardBot bot, string text, string flowStatus, int updates, bool finalized = false)
    {
        var shown = await bot.ShownAsync();
        var card = shown["card"]!;
        ((string)shown["text"]!, (string)card["flowStatus"]!, (int)card["updates"]!, (bool)card["finalized"]!)
            .ShouldBe((text, flowStatus, updates, finalized));
        return shown;
    }
}
