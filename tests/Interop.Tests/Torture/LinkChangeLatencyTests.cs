using System.Diagnostics;
using DingTalk.Emulator;
using DingTalk.Stream;

namespace Interop.Tests.Torture;

// A change of links that DingTalk announced or that the client wanted delays no message by more than 200 ms from push to handler.
// A control measures the machine's own delays at the same time: a second emulator and client in this process, whose links never change.
// A change takes about four round trips (open, TCP, handshake, frame) where a message takes one, so a message may take 200 ms plus four times
// the longest wait of the control's messages at that time, which is a few ms unless the machine stalls.
[Collection(OneByOne.Name)]
public sealed class LinkChangeLatencyTests(ITestOutputHelper output)
{
    private const int Limit = 120_000;
    private const int Changes = 50;
    private const int RoundTrips = 4;
    private const string App = "dinglatency";
    private static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(5);

    // Twenty messages apart: the client deliberately backs off from a server that ends every link at once.
    [Fact(Timeout = Limit)]
    public Task Disconnect_ByFault_NoMessageWaits() => MeasureAsync(Pace, _ => { }, _ => { }, async (bench, bot, change) =>
    {
        var handled = bot.Inbox.Count;
        await bench.FaultAsync("""{"disconnect":true}""");
        await Patience.UntilAsync(
            () => bot.Client.Status.Reconnects > change && bot.Inbox.Count > handled + 20, () => $"no messages came after change {change}");
    });

    [Fact(Timeout = Limit)]
    public Task Disconnect_ByAge_NoMessageWaits() => MeasureAsync(
        Pace, options => options.ConnectionLifetime = TimeSpan.FromMilliseconds(200), _ => { },
        (_, bot, change) => Patience.UntilAsync(() => bot.Inbox.Links > change + 1, () => $"no message came after change {change}"));

    // The pauses between messages are longer than IdleRecycle, and an old link is closed soon, so messages meet every stage of a change.
    [Fact(Timeout = Limit)]
    public Task IdleRecycle_NoMessageWaits() => MeasureAsync(
        TimeSpan.FromMilliseconds(71), _ => { },
        options =>
        {
            options.IdleRecycle = TimeSpan.FromMilliseconds(50);
            options.HandlerTimeout = TimeSpan.FromMilliseconds(300);
        },
        (_, bot, change) => Patience.UntilAsync(() => bot.Client.Status.Reconnects > 2 * change, () => $"the idle link was not replaced the {change}th time"));

    private async Task MeasureAsync(
        TimeSpan pace, Action<EmulatorOptions> emulator, Action<DingTalkStreamOptions> client, Func<EmulatorBench, TortureBot, int, Task> change)
    {
        await using var bench = await EmulatorBench.StartAsync(emulator, App);
        await using var controlBench = await EmulatorBench.StartAsync(apps: App);
        await using var bot = await TortureBot.StartAsync(App, bench, client);
        await using var controlBot = await TortureBot.StartAsync(App, controlBench);
        await using var control = new SteadyStream(controlBench, App, Pace);
        await using var stream = new SteadyStream(bench, App, pace);

        for (var changes = 0; changes < Changes; changes++)
        {
            await change(bench, bot, changes);
        }

        await stream.DisposeAsync();
        await control.DisposeAsync();
        await bench.AllAckedAsync();
        await controlBench.AllAckedAsync();

        Verdict.EachHandledOnce(stream.Said, bot.Inbox.Handled);
        Verdict.EachHandledOnce(control.Said, controlBot.Inbox.Handled);
        controlBot.Client.Status.Reconnects.ShouldBe(0);
        var noise = Waits(control, controlBot, said => said.Due);
        var waits = Waits(stream, bot, said => said.At);
        output.WriteLine(
            $"{bot.Client.Status.Reconnects} changes, {waits.Count} messages: the longest wait was "
            + $"{waits.Max(wait => wait.Time).TotalMilliseconds:0.0} ms, the control's {noise.Max(wait => wait.Time).TotalMilliseconds:0.0} ms");
        foreach (var wait in waits.Where(wait => wait.Time > Bound))
        {
            var meanwhile = noise.Where(wait.Overlaps).Select(one => one.Time).DefaultIfEmpty().Max();
            (wait.Time - (meanwhile * RoundTrips)).ShouldBeLessThanOrEqualTo(Bound, $"it waited {wait.Time}, the control at that time {meanwhile}");
        }
    }

    // The control's time counts from when a message was due, so that it includes a stall that delays the sending.
    private static List<Wait> Waits(SteadyStream stream, TortureBot bot, Func<Said, long> from) =>
        [.. stream.Said.Join(bot.Inbox.Handled, said => said.MessageId, handled => handled.MessageId, (said, handled) => new Wait(from(said), handled.At))];

    private readonly record struct Wait(long From, long To)
    {
        public TimeSpan Time => Stopwatch.GetElapsedTime(From, To);

        public bool Overlaps(Wait other) => From <= other.To && other.From <= To;
    }
}
