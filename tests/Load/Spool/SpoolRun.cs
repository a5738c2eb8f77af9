using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Load.Spool;

/// <summary>The broker is away while people write, and ingress is killed in the middle of it.</summary>
internal static class SpoolRun
{
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan After = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    /// <param name="away">How long the broker is away.</param>
    /// <param name="rate">Messages a second, each of another conversation, so that a conversation says one a second.</param>
    /// <param name="withSpool">False shows what is lost without one.</param>
    public static async Task<int> RunAsync(TimeSpan away, int rate, bool withSpool)
    {
        await using var rig = await SpoolRig.StartAsync(withSpool);
        var clock = Stopwatch.StartNew();
        var talking = TalkAsync(rig, rate, Before + away + After, clock);
        var most = WatchAsync(rig, talking);

        await UntilAsync(clock, Before);
        await rig.Broker.KillAsync();
        await UntilAsync(clock, Before + (away / 2));
        await rig.ReplaceIngressAsync();
        await UntilAsync(clock, Before + away);
        await rig.Broker.StartAgainAsync();
        await rig.Broker.WaitAsync();
        var back = clock.Elapsed;
        var said = await talking;
        var empty = await EmptyAsync(rig, clock);
        var audit = await AuditAsync(rig, said, clock);

        Print(away, rate, withSpool, audit, await most, empty - back);
        return audit.IsClean ? 0 : 1;
    }

    private static async Task<List<SaidMessage>> TalkAsync(SpoolRig rig, int rate, TimeSpan length, Stopwatch clock)
    {
        var said = new List<SaidMessage>();
        var saying = new List<Task>();
        var start = clock.Elapsed;
        for (var count = 0; ; count++)
        {
            var at = start + TimeSpan.FromSeconds((double)count / rate);
            if (at - start > length)
            {
                break;
            }

            await UntilAsync(clock, at);
            var message = new SaidMessage(count % rate, count / rate, clock.ElapsedMilliseconds);
            said.Add(message);
            saying.Add(rig.Client.SayAsync(
                new
                {
                    text = $"please keep {message.Token}",
                    conversationType = "1",
                    conversationId = $"cid/{message.Conversation}==",
                    senderStaffId = $"user{message.Conversation}",
                    replies = 0,
                    waitSeconds = 0,
                },
                CancellationToken.None));
        }

        await Task.WhenAll(saying);
        return said;
    }

    private static async Task<double> WatchAsync(SpoolRig rig, Task talking)
    {
        var most = 0.0;
        while (!talking.IsCompleted)
        {
            most = Math.Max(most, await rig.MetricAsync("picoclaw_ingress_spool_messages") ?? 0);
            await Task.Delay(Step, TimeProvider.System);
        }

        return most;
    }

    private static async Task<TimeSpan> EmptyAsync(SpoolRig rig, Stopwatch clock)
    {
        var limit = clock.Elapsed + Patience;
        while (clock.Elapsed < limit && await rig.MetricAsync("picoclaw_ingress_spool_messages") is not 0)
        {
            await Task.Delay(Step, TimeProvider.System);
        }

        return clock.Elapsed;
    }

    private static async Task<SpoolAudit> AuditAsync(SpoolRig rig, List<SaidMessage> said, Stopwatch clock)
    {
        var limit = clock.Elapsed + Patience;
        while (true)
        {
            var audit = SpoolAudit.Of(said, await rig.Client.RepliesAsync(CancellationToken.None));
            if (audit.Lost == 0 || clock.Elapsed > limit)
            {
                return audit;
            }

            await Task.Delay(Step, TimeProvider.System);
        }
    }

    private static Task UntilAsync(Stopwatch clock, TimeSpan at) =>
        at > clock.Elapsed ? Task.Delay(at - clock.Elapsed, TimeProvider.System) : Task.CompletedTask;

    private static void Print(TimeSpan away, int rate, bool withSpool, SpoolAudit audit, double most, TimeSpan drained)
    {
        var without = withSpool ? "" : ", no spool";
        Console.WriteLine(
            $"broker away {away.TotalSeconds:0} s, {rate} messages a second, ingress killed in the middle, 3 pushes 15 s apart{without}");
        Console.WriteLine("said  answered  lost  doubled  inverted  most in spool  drained at most s after the broker's start");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{audit.Said,4}  {audit.Answered,8}  {audit.Lost,4}  {audit.Doubled,7}  {audit.Inverted,8}  {most,13:0}  {drained.TotalSeconds:0.0}"));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            run = "spool",
            seconds = away.TotalSeconds,
            rate,
            withSpool,
            said = audit.Said,
            answered = audit.Answered,
            lost = audit.Lost,
            doubled = audit.Doubled,
            inverted = audit.Inverted,
            mostInSpool = most,
            drainedAfterSeconds = Math.Round(drained.TotalSeconds, 1),
        }));
    }
}
