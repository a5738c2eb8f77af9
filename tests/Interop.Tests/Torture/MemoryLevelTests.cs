namespace Interop.Tests.Torture;

// One message a round, so that the memory of a leaked link does not disappear among the remembered acks of five minutes.
[Collection(OneByOne.Name)]
public sealed class MemoryLevelTests(ITestOutputHelper output)
{
    private const int Limit = 300_000;
    private const int WarmUp = 30;
    private const int RoundCount = 100;
    private const string App = "dinglevel";

    // A link has two buffers of 16 KB and a socket; a remembered ack with its message in the emulator and our note takes 1 to 3 KB.
    private const long BytesPerRound = 8 * 1024;

    [Fact(Timeout = Limit)]
    public async Task HundredRounds_MemoryStaysAtTheLevelOfRound30()
    {
        await using var bench = await EmulatorBench.StartAsync(options => options.TranscriptCapacity = 100, App);
        await using var bot = await TortureBot.StartAsync(App, bench, options =>
        {
            options.IdleRecycle = TimeSpan.FromMilliseconds(300);
            options.HandlerTimeout = TimeSpan.FromMilliseconds(200);
        });
        var rounds = Rounds.Draw(output, RoundCount);

        await RunAsync(rounds.Take(WarmUp), bench, bot);
        var before = Leftovers.Memory();
        await RunAsync(rounds.Skip(WarmUp), bench, bot);
        var after = Leftovers.Memory();

        output.WriteLine($"{before / 1024} KB after {WarmUp} rounds, {after / 1024} KB after {RoundCount}, {bot.Client.Status.Reconnects} changes of links");
        (after - before).ShouldBeLessThan((RoundCount - WarmUp) * BytesPerRound);
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
