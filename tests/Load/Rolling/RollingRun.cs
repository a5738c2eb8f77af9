using Harness.Agents;
using Load.Systems;
using Load.Traffic;

namespace Load.Rolling;

/// <summary>Replaces every process of a system under steady load.</summary>
internal sealed class RollingRun(BotSystem system, int perSecond)
{
    private const int Conversations = 40;
    private const int Seed = 15;
    private static readonly string[] Order = ["ingress", "agent", "egress"];
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task<RollingResult> RunAsync(int rounds)
    {
        var stops = new List<Stop>();
        using var end = new CancellationTokenSource();
        var talking = new Talk(system.DingTalk, Conversations, Seed).RunAsync(perSecond, end.Token);

        // The first messages compile the services, and on a busy machine wait for that.
        await Task.Delay(Steady, TimeProvider.System);
        await CaughtUpAsync();
        var from = TimeProvider.System.GetUtcNow();
        await Task.Delay(Steady, TimeProvider.System);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var name in Order.SelectMany(system.Names).ToList())
            {
                stops.Add(await ReplaceAsync(name));
                await Task.Delay(Steady, TimeProvider.System);
            }
        }

        await end.CancelAsync();
        await talking;
        var open = await new Quiet(system).WithinAsync(Patience);
        return new RollingResult(await EmulatorRecord.ReadAsync(system.Emulator.Address), from, stops, system.Longest, open);
    }

    private async Task CaughtUpAsync()
    {
        while (true)
        {
            var record = await EmulatorRecord.ReadAsync(system.Emulator.Address);
            var open = new Tally(record).Lost.ToHashSet();
            var late = TimeProvider.System.GetUtcNow() - Late;
            if (!record.Pushes.Any(push => push.SaidAt < late && Token.In(push.Text).Any(open.Contains)))
            {
                return;
            }

            await Task.Delay(Late, TimeProvider.System);
        }
    }

    private async Task<Stop> ReplaceAsync(string name)
    {
        using var patience = new CancellationTokenSource(Patience);
        var begun = TimeProvider.System.GetUtcNow();
        var (exitCode, took) = await system.ReplaceAsync(name, patience.Token);
        return new Stop(name, begun, TimeProvider.System.GetUtcNow(), took, exitCode);
    }
}
