using System.Diagnostics;
using DingTalk.Emulator;

namespace Interop.Tests.Torture;

// Two apps, each with a steady stream of messages, on one emulator.
internal sealed class TortureRun : IAsyncDisposable
{
    private static readonly string[] Apps = ["dingone", "dingtwo"];

    private readonly ITestOutputHelper _output;

    private TortureRun(EmulatorBench bench, ITestOutputHelper output) => (Bench, _output) = (bench, output);

    public EmulatorBench Bench { get; }

    public List<TortureBot> Bots { get; } = [];

    public List<SteadyStream> Streams { get; } = [];

    public static async Task<TortureRun> StartAsync(
        ITestOutputHelper output, TimeSpan pace, Func<int, Task>? work = null, Action<EmulatorOptions>? configure = null)
    {
        var run = new TortureRun(await EmulatorBench.StartAsync(configure, Apps), output);
        foreach (var app in Apps)
        {
            run.Bots.Add(await TortureBot.StartAsync(app, run.Bench, options =>
            {
                // A zombie answers pings, so only its silence shows. An old link is closed after the time for answers.
                options.IdleRecycle = TimeSpan.FromMilliseconds(250);
                options.HandlerTimeout = TimeSpan.FromSeconds(5);
            }, work));
            run.Streams.Add(new SteadyStream(run.Bench, app, pace));
        }

        return run;
    }

    public async Task RoundsAsync(IEnumerable<PlannedRound> rounds)
    {
        var start = Stopwatch.StartNew();
        foreach (var (round, app, messages) in rounds)
        {
            await round.RunAsync(Bench, Bots[app], Streams[app], messages);
        }

        // Messages must still arrive, or the remaining link would be idle and replaced, as it is when the machine stalls.
        foreach (var app in Apps)
        {
            await Bench.UntilAsync(stats => (int)stats["connections"]![app]! == 1, $"{app}'s old links stayed open");
        }

        var counts = Bots.Select(bot => $"{bot.Inbox.Count} messages on {bot.Inbox.Links} links");
        _output.WriteLine($"{start.Elapsed.TotalSeconds:0.0} s, {string.Join(" and ", counts)}");
    }

    public async Task QuietAsync()
    {
        foreach (var stream in Streams)
        {
            await stream.DisposeAsync();
        }

        await Bench.AllAckedAsync();
        _output.WriteLine((await Bench.StatsAsync()).ToJsonString());
    }

    // Stops the clients while the emulator still holds its end of every connection.
    public async Task StopBotsAsync()
    {
        foreach (var bot in Bots)
        {
            await bot.DisposeAsync();
        }

        await Bench.UntilAsync(stats => Apps.All(app => (int)stats["connections"]![app]! == 0), "clients have ended, but not their links");
        Bench.HangUp();
        var port = Bench.Address.Port;
        await Patience.UntilAsync(
            () => Leftovers.ConnectionsTo(port) == 0,
            () => $"clients have ended, but {Leftovers.ConnectionsTo(port)} sockets to port {port} are open");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stream in Streams)
        {
            await stream.DisposeAsync();
        }

        foreach (var bot in Bots)
        {
            await bot.DisposeAsync();
        }

        await Bench.DisposeAsync();
    }
}
