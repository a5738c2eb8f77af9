using System.Globalization;
using PicoClaw.Tests.Clocks;

namespace EndToEnd.Tests.Agents;

/// <summary>Replicas that end at any time. PICOCLAW_TEST_SEED repeats a run, PICOCLAW_TEST_CHAOS_SECONDS makes it longer.</summary>
public sealed class AgentReplicasTests(ITestOutputHelper output)
{
    private const int UsualSeconds = 45;
    private static readonly TimeSpan QuietAfter = TimeSpan.FromMinutes(3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 3_600_000)]
    public async Task ThreeReplicas_KilledPausedAndStopped_EveryMessageIsInOneTurnAndAnsweredInOrder()
    {
        var seed = Number("PICOCLAW_TEST_SEED") ?? Random.Shared.Next(1_000_000);
        var length = TimeSpan.FromSeconds(Number("PICOCLAW_TEST_CHAOS_SECONDS") ?? UsualSeconds);
        output.WriteLine($"PICOCLAW_TEST_SEED={seed}");
        await using var bench = await AgentBench.StartAsync((_, gone) => Task.Delay(TimeSpan.FromMilliseconds(50 + Random.Shared.Next(1150)), gone));
        var run = new ChaosRun(bench, seed, length);

        await run.RunAsync();
        await QuietAsync(bench, run);

        var verdict = new Verdict(run.Said, await bench.Store.MessagesAsync(), bench.Model.Calls, bench.Edges.Replies, run.Disruptions);
        var breaches = verdict.Breaches();
        output.WriteLine($"{run.Said.Count} messages in {bench.Edges.Replies.All.Count} turns, {bench.Model.Calls.Count} calls; {run.Done}");
        output.WriteLine(
            $"{verdict.Repeated} calls repeated, {verdict.GivenUp} turns given up, {verdict.Resumed} calls by resumed replicas, "
            + $"{bench.Edges.Replies.Repeated} replies sent again");
        breaches.ShouldBeEmpty($"seed {seed}");
        run.Disruptions.Count.ShouldBeGreaterThan(0);
    }

    /// <summary>Waits until every message is in a turn that has ended, and every reply was sent and has arrived.</summary>
    private static async Task QuietAsync(AgentBench bench, ChaosRun run)
    {
        using var limit = TestDeadline.In(QuietAfter);
        while (true)
        {
            var stored = await bench.Store.MessagesAsync();
            var open = stored.Count(message => message.EndedAt is null);
            var unsent = await bench.Store.CountAsync("agent.reply WHERE sent = 0");
            var arrived = bench.Edges.Replies.All.Count;
            if (stored.Count == run.Said.Count && open == 0 && unsent == 0 && arrived == await bench.Store.CountAsync("agent.reply"))
            {
                return;
            }

            if (limit.IsCancellationRequested)
            {
                throw new InvalidOperationException(
                    $"no quiet within {QuietAfter}: {run.Said.Count} said, {stored.Count} stored, {open} not answered, "
                    + $"{unsent} replies not sent, {arrived} arrived");
            }

            await Task.Delay(100, Cancel);
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
