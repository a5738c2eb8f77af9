namespace DingTalk.Emulator.Tests.Faults;

public sealed class DelayAckTests
{
    [Fact]
    public async Task DelayAckMs_AnsweredInTime_IsResentAnyway()
    {
        await using var emulator = await StartAsync(redeliverMax: 2);
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.FaultAsync("""{"delayAckMs":1500,"count":1,"redeliverAfterMs":1000}""");
        await emulator.TellAsync("hi");
        var first = await bot.ReceiveAsync();
        await AckAndTakeAsync(emulator, bot, first);

        emulator.Time.Advance(TimeSpan.FromMilliseconds(1000));
        TestBot.MessageId(await bot.ReceiveAsync()).ShouldBe(TestBot.MessageId(first));
        emulator.Time.Advance(TimeSpan.FromMilliseconds(499));
        ((int)(await emulator.StatsAsync())["unacked"]!).ShouldBe(1);
        emulator.Time.Advance(TimeSpan.FromMilliseconds(1));

        ((int)(await emulator.StatsAsync())["unacked"]!).ShouldBe(0);
        var push = (await emulator.TranscriptAsync())["pushes"]![0]!;
        ((string)push["state"]!, (int)push["count"]!, (double)push["ackMs"]!).ShouldBe(("acked", 2, 1500));
    }

    [Fact]
    public async Task DelayAckMs_Count_SparesTheLaterAcks()
    {
        await using var emulator = await StartAsync(redeliverMax: 0);
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.FaultAsync("""{"delayAckMs":1500,"count":1}""");
        await emulator.TellAsync("one");
        await AckAndTakeAsync(emulator, bot, await bot.ReceiveAsync());
        await emulator.TellAsync("two");

        await bot.AckAsync(await bot.ReceiveAsync());

        await emulator.UntilAsync(stats => (int)stats["unacked"]! == 1);
    }

    [Fact]
    public async Task DelayAckMs_AbandonedMeanwhile_ArrivesTooLate()
    {
        await using var emulator = await StartAsync(redeliverMax: 0);
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.FaultAsync("""{"delayAckMs":90000,"count":1}""");
        await emulator.TellAsync("hi");
        await AckAndTakeAsync(emulator, bot, await bot.ReceiveAsync());
        emulator.Time.Advance(TimeSpan.FromSeconds(60));
        ((int)(await emulator.StatsAsync())["unknownAcks"]!).ShouldBe(0);

        emulator.Time.Advance(TimeSpan.FromSeconds(30));

        var stats = await emulator.StatsAsync();
        ((int)stats["abandoned"]!, (int)stats["unknownAcks"]!).ShouldBe((1, 1));
    }

    [Fact]
    public async Task DelayAckMs_Reset_DropsDelayedAcks()
    {
        await using var emulator = await StartAsync(redeliverMax: 0);
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.FaultAsync("""{"delayAckMs":1000,"count":1}""");
        await emulator.TellAsync("hi");
        await AckAndTakeAsync(emulator, bot, await bot.ReceiveAsync());
        await emulator.PostTextAsync("/emulator/reset", "{}");
        emulator.Time.Advance(TimeSpan.FromSeconds(1));

        var stats = await emulator.StatsAsync();
        ((int)stats["unknownAcks"]!, (int)stats["ackMs"]!["count"]!).ShouldBe((0, 0));
    }

    // The fault is used up when the ack has arrived.
    private static async Task AckAndTakeAsync(TestEmulator emulator, TestBot bot, System.Text.Json.Nodes.JsonNode frame)
    {
        await bot.AckAsync(frame);
        var patience = System.Diagnostics.Stopwatch.StartNew();
        while ((await emulator.GetAsync("/emulator/faults")).Json["armed"]!.AsArray()
            .Any(armed => (string)armed!["fault"]! == "delayAckMs"))
        {
            patience.Elapsed.ShouldBeLessThan(TestEmulator.Patience, "the ack never arrived");
        }

        // The fault is taken and the ack held under one lock, which recording an ack takes, too.
        await emulator.StatsAsync();
    }

    private static Task<TestEmulator> StartAsync(int redeliverMax) => TestEmulator.StartAsync(options =>
    {
        options.SystemPingInterval = TimeSpan.FromDays(30);
        options.RedeliverMax = redeliverMax;
    });
}
