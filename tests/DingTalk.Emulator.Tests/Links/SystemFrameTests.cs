namespace DingTalk.Emulator.Tests.Links;

public sealed class SystemFrameTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Ping_Echoed_IsNotCountedAgainstTheClient()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator);
        emulator.Time.Advance(Interval);
        var first = await bot.ReceiveAsync();
        ((string)first["type"]!, (string)first["headers"]!["topic"]!).ShouldBe(("SYSTEM", "ping"));
        await bot.AckAsync(first, data: (string)first["data"]!);
        await ProveReadAsync(emulator, bot);
        emulator.Time.Advance(Interval);
        var second = await bot.ReceiveAsync();

        ((string)TestBot.Data(second)["opaque"]!).ShouldNotBe((string)TestBot.Data(first)["opaque"]!);
        var stats = await emulator.StatsAsync();
        ((int)stats["pings"]!, (int)stats["pingsUnechoed"]!, (int)stats["unknownAcks"]!).ShouldBe((2, 0, 0));
    }

    [Fact]
    public async Task Ping_AnsweredWithAnotherOpaqueOrNotAtAll_IsUnechoed()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator);
        emulator.Time.Advance(Interval);
        await bot.AckAsync(await bot.ReceiveAsync(), data: """{"opaque":"invented"}""");
        await ProveReadAsync(emulator, bot);
        emulator.Time.Advance(Interval);
        await bot.ReceiveAsync();
        emulator.Time.Advance(Interval);
        await bot.ReceiveAsync();

        ((int)(await emulator.StatsAsync())["pingsUnechoed"]!).ShouldBe(2);
    }

    [Fact]
    public async Task Disconnect_NothingNewIsPushed_AnswersCount_AndItClosesAfter10Seconds()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.TellAsync("before");
        var before = await bot.ReceiveAsync();
        await emulator.FaultAsync("""{"disconnect":true}""");
        var frame = await bot.ReceiveAsync();
        ((string)frame["type"]!, (string)frame["headers"]!["topic"]!).ShouldBe(("SYSTEM", "disconnect"));
        TestBot.Data(frame)["reason"].ShouldNotBeNull();

        await emulator.TellAsync("after");
        ((int)(await emulator.StatsAsync())["waitingForLink"]!).ShouldBe(1);
        emulator.Time.Advance(TimeSpan.FromSeconds(9));
        await bot.AckAsync(before);
        await emulator.UntilAsync(stats => (int)stats["unacked"]! == 1);
        var closing = bot.ReceiveOrCloseAsync();
        emulator.Time.Advance(TimeSpan.FromSeconds(9));
        await emulator.StatsAsync();
        closing.IsCompleted.ShouldBeFalse();
        emulator.Time.Advance(TimeSpan.FromSeconds(1));

        (await closing).ShouldBeNull();
        await using var next = await TestBot.ConnectAsync(emulator);
        TestBot.Text(await next.ReceiveAsync()).ShouldBe("after");
    }

    [Fact]
    public async Task ConnectionLifetime_Over_Disconnects()
    {
        await using var emulator = await TestEmulator.StartAsync(options =>
        {
            options.ConnectionLifetime = TimeSpan.FromHours(2);
            options.SystemPingInterval = TimeSpan.FromDays(1);
        });
        await using var bot = await TestBot.ConnectAsync(emulator);
        emulator.Time.Advance(TimeSpan.FromHours(2));

        ((string)(await bot.ReceiveAsync())["headers"]!["topic"]!).ShouldBe("disconnect");
    }

    // The link reads in order: when this ack is recorded, everything before it was read.
    private static async Task ProveReadAsync(TestEmulator emulator, TestBot bot)
    {
        await emulator.TellAsync("marker");
        await bot.AckAsync(await bot.ReceiveAsync());
        await emulator.UntilAsync(stats => (int)stats["unacked"]! == 0);
    }
}
