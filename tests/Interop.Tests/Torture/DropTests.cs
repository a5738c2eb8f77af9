using Microsoft.Extensions.Time.Testing;

namespace Interop.Tests.Torture;

// A frame written just before a drop is sent again, and handled once.
[Collection(OneByOne.Name)]
public sealed class DropTests(ITestOutputHelper output)
{
    private const int Limit = 120_000;
    private const string App = "dingdrop";
    private const string Drop = """{"dropLinks":true}""";

    [Theory(Timeout = Limit)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Drop_WhileTheHandlerRuns_TheFrameComesBackAndIsAnsweredWithoutASecondCall(bool comesBackBeforeTheEnd)
    {
        var gate = new TaskCompletionSource();
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var bench = await EmulatorBench.StartAsync(time, _ => { }, App);
        await using var bot = await TortureBot.StartAsync(App, bench, work: _ => gate.Task);
        await bench.SayAsync(App, "1");
        await Patience.UntilAsync(() => bot.Inbox.Count == 1, () => "the message never came");

        await bench.FaultAsync(Drop);
        if (!comesBackBeforeTheEnd)
        {
            gate.SetResult();
        }

        await bench.UntilAsync(stats => bot.Client.Status.Reconnects == 1 && (int)stats["connections"]![App]! == 1, "no new link");
        time.Advance(EmulatorBench.Redelivery);
        await bench.UntilAsync(stats => (int)stats["resent"]! == 1, "the frame was never sent again");
        gate.TrySetResult();
        await bench.AllAckedAsync();

        bot.Inbox.Count.ShouldBe(1);
        var stats = await bench.StatsAsync();
        ((int)stats["resent"]!, (int)stats["acks"]!["200"]!, (int)stats["lost"]!).ShouldBe((1, 1, 0));
    }

    [Fact(Timeout = Limit)]
    public async Task Drop_NotNoticedByDingTalkYet_TheFrameComesBackOnTheNextLink()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var bench = await EmulatorBench.StartAsync(time, options => options.DeadLinkGrace = EmulatorBench.Redelivery / 2, App);
        await using var bot = await TortureBot.StartAsync(App, bench);
        await bench.FaultAsync("""{"refuseOpen":503}""");
        await bench.FaultAsync(Drop);
        await bench.UntilAsync(stats => (int)stats["connections"]![App]! == 0, "the dropped link stayed");

        await bench.SayAsync(App, "1");
        ((int)(await bench.StatsAsync())["lost"]!).ShouldBe(1);
        await bench.FaultAsync("""{"refuseOpen":false}""");
        await bench.UntilAsync(stats => (int)stats["connections"]![App]! == 1, "no new link");
        time.Advance(EmulatorBench.Redelivery);
        await bench.AllAckedAsync();

        bot.Inbox.Count.ShouldBe(1);
        ((int)(await bench.StatsAsync())["resent"]!).ShouldBe(1);
    }

    [Fact(Timeout = Limit)]
    public async Task Drop_InTheMidstOfBursts_EveryMessageIsHandledOnce()
    {
        const int Bursts = 10;
        const int Messages = 40;
        await using var bench = await EmulatorBench.StartAsync(apps: App);
        await using var bot = await TortureBot.StartAsync(App, bench);
        var said = new List<string>();

        for (var burst = 0; burst < Bursts; burst++)
        {
            var saying = Enumerable.Range(0, Messages).Select(number => bench.SayAsync(App, $"{number}", $"u{number}")).ToList();
            await Task.WhenAny(saying);
            await bench.FaultAsync(Drop);
            said.AddRange(await Task.WhenAll(saying));
            await bench.UntilAsync(
                stats => bot.Client.Status.Reconnects == said.Count / Messages && (int)stats["connections"]![App]! == 1, "no new link");
        }

        await bench.AllAckedAsync();
        output.WriteLine($"{(int)(await bench.StatsAsync())["resent"]!} of {said.Count} were sent again");
        bot.Inbox.Handled.Select(one => one.MessageId).Order().ShouldBe(said.Order());
    }
}
