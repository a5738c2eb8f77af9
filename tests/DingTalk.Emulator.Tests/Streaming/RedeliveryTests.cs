namespace DingTalk.Emulator.Tests.Streaming;

public sealed class RedeliveryTests
{
    private static readonly TimeSpan After = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Unacked_Push_IsResentUnderTheSameIdsThenAbandoned()
    {
        await using var emulator = await TestEmulator.StartAsync(Rare);
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.TellAsync("hi");
        var first = await bot.ReceiveAsync();
        for (var again = 0; again < 2; again++)
        {
            emulator.Time.Advance(After);
            var frame = await bot.ReceiveAsync();
            TestBot.MessageId(frame).ShouldBe(TestBot.MessageId(first));
            frame["data"]!.ToString().ShouldBe(first["data"]!.ToString());
        }

        emulator.Time.Advance(After);

        var push = (await emulator.TranscriptAsync())["pushes"]![0]!;
        ((string)push["state"]!, (int)push["count"]!).ShouldBe(("abandoned", 3));
        var stats = await emulator.StatsAsync();
        ((int)stats["pushes"]!, (int)stats["resent"]!, (int)stats["abandoned"]!, (int)stats["unacked"]!).ShouldBe((1, 2, 1, 0));
    }

    [Fact]
    public async Task Unacked_BeforeTheTime_IsNotSentAgain()
    {
        await using var emulator = await TestEmulator.StartAsync(Rare);
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.TellAsync("one");
        await bot.ReceiveAsync();
        emulator.Time.Advance(After - TimeSpan.FromMilliseconds(1));
        await emulator.TellAsync("two");

        TestBot.Text(await bot.ReceiveAsync()).ShouldBe("two");
    }

    [Fact]
    public async Task Acked_IsNotSentAgain()
    {
        await using var emulator = await TestEmulator.StartAsync(Rare);
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.TellAsync("one");
        await bot.AckAsync(await bot.ReceiveAsync(), 500);
        await emulator.UntilAsync(stats => (int)stats["unacked"]! == 0);
        emulator.Time.Advance(After * 3);
        await emulator.TellAsync("two");

        TestBot.Text(await bot.ReceiveAsync()).ShouldBe("two");
    }

    [Fact]
    public async Task Max0_IsNeverSentAgain()
    {
        await using var emulator = await TestEmulator.StartAsync(options => { Rare(options); options.RedeliverMax = 0; });
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.TellAsync("one");
        await bot.ReceiveAsync();
        emulator.Time.Advance(After);

        var stats = await emulator.StatsAsync();
        ((int)stats["resent"]!, (int)stats["abandoned"]!).ShouldBe((0, 1));
    }

    [Fact]
    public async Task MaxMinus1_HasNoEnd()
    {
        await using var emulator = await TestEmulator.StartAsync(options => { Rare(options); options.RedeliverMax = -1; });
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.TellAsync("one");
        await bot.ReceiveAsync();
        for (var again = 0; again < 10; again++)
        {
            emulator.Time.Advance(After);
            TestBot.Text(await bot.ReceiveAsync()).ShouldBe("one");
        }
    }

    [Fact]
    public async Task NewMessageId_ChangesTheFrameIdOnly_AndEitherIdAcks()
    {
        await using var emulator = await TestEmulator.StartAsync(options => { Rare(options); options.RedeliverNewMessageId = true; });
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.TellAsync("one");
        var first = await bot.ReceiveAsync();
        emulator.Time.Advance(After);
        var second = await bot.ReceiveAsync();
        TestBot.MessageId(second).ShouldNotBe(TestBot.MessageId(first));
        ((string)TestBot.Data(second)["msgId"]!).ShouldBe((string)TestBot.Data(first)["msgId"]!);

        await bot.AckAsync(first);

        await emulator.UntilAsync(stats => (int)stats["unacked"]! == 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LinkGoneWhileUnacked_IsSentOnTheNextLinkAfterTheTime(bool abrupt)
    {
        await using var emulator = await TestEmulator.StartAsync(Rare);
        await using (var lost = await TestBot.ConnectAsync(emulator))
        {
            await emulator.TellAsync("hi");
            await lost.ReceiveAsync();
            if (!abrupt)
            {
                await lost.Socket.CloseAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, null, TestEmulator.Stop);
            }
        }

        await emulator.UntilAsync(stats => (int)stats["connections"]!["dingdemo"]! == 0);
        await using var bot = await TestBot.ConnectAsync(emulator);
        await emulator.TellAsync("newer");
        TestBot.Text(await bot.ReceiveAsync()).ShouldBe("newer");
        emulator.Time.Advance(After);

        TestBot.Text(await bot.ReceiveAsync()).ShouldBe("hi");
    }

    [Fact]
    public async Task DueWhileNoLink_IsSentWhenOneOpens()
    {
        await using var emulator = await TestEmulator.StartAsync(Rare);
        await using (var lost = await TestBot.ConnectAsync(emulator))
        {
            await emulator.TellAsync("hi");
            await lost.ReceiveAsync();
        }

        await emulator.UntilAsync(stats => (int)stats["connections"]!["dingdemo"]! == 0);
        emulator.Time.Advance(After * 10);
        await using var bot = await TestBot.ConnectAsync(emulator);

        TestBot.Text(await bot.ReceiveAsync()).ShouldBe("hi");
        ((int)(await emulator.TranscriptAsync())["pushes"]![0]!["count"]!).ShouldBe(2);
    }

    // Pings would mix with the frames of these tests.
    private static void Rare(EmulatorOptions options) => options.SystemPingInterval = TimeSpan.FromDays(30);
}
