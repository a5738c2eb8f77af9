namespace Interop.Tests.Torture;

// One message a round, so that the memory of a leaked link does not disappear among the remembered acks of five minutes.
[Collection(OneByOne.Name)]
public sealed class MemoryLevelTests(ITestOutputHelper output)
{
    private const int Limit = 300_000;
    private const int WarmUp = 30;
    private const int Stretch = 35;
    private const int RoundCount = WarmUp + (2 * Stretch);
    private const string App = "dinglevel";

    // A link has two buffers of 16 KB and a socket; a remembered ack with its message in the emulator and our note takes 1 to 3 KB.
    private const long BytesPerRound = 16 * 1024;

    [Fact(Timeout = Limit)]
    public async Task HundredRounds_MemoryDoesNotGrowWithThem()
    {
        await using var bench = await EmulatorBench.StartAsync(options => options.TranscriptCapacity = 100, App);
        await using var bot = await TortureBot.StartAsync(App, bench, options =>
        {
            options.IdleRecycle = TimeSpan.FromMilliseconds(300);
            options.HandlerTimeout = TimeSpan.FromMilliseconds(200);
        });
        var rounds = Rounds.Draw(output, RoundCount);

        await RunAsync(rounds.Take(WarmUp), bench, bot);
        var early = Leftovers.Memory();
        await RunAsync(rounds.Skip(WarmUp).Take(Stretch), bench, bot);
        var middle = Leftovers.Memory();
        await RunAsync(rounds.Skip(WarmUp + Stretch), bench, bot);
        var late = Leftovers.Memory();

        output.WriteLine(
            $"{early / 1024} KB after {WarmUp} rounds, {middle / 1024} KB after {WarmUp + Stretch}, {late / 1024} KB after {RoundCount}, "
            + $"{bot.Client.Status.Reconnects} changes of links");

        // A leak shows in both stretches. What a busy machine allocates or frees late, once for all, shows in one.
        Math.Min(middle - early, late - middle).ShouldBeLessThan(Stretch * BytesPerRound);
    }

    private static async Task RunAsync(IEnumerable<PlannedRound> rounds, EmulatorBench bench, TortureBot bot)
    {
        foreach (var planned in rounds)
        {
            var reconnects = bot.Client.Status.Reconnects;
            await planned.Round.ArmAsync(bench, App);
            await bench.SayAsync(App, "1");
            await Patience.UntilAsync(() => bot.Client.Status.Reconnects > reconnects, () => $"no new link after \"{planned.Round.Name}\"");
        }

        await bench.AllAckedAsync();
        await bench.UntilAsync(stats => (int)stats["connections"]![App]! <= 2, "links that were left stayed open");
    }
}
