using System.Diagnostics;
using Load.Chaos.Audits;
using Load.Chaos.Faults;
using Load.Chaos.Schedules;
using Load.Systems;
using Load.Traffic;

namespace Load.Chaos;

/// <summary>One run: people talk while faults happen, then everything settles and is audited.</summary>
internal sealed class ChaosRun(BotSystem system, ChaosSetup setup)
{
    public static async Task<BotSystem> StartAsync(ChaosSetup setup)
    {
        var parts = new SystemSetup { ModelTime = setup.ModelTime, Pushes = setup.Pushes, HasSmallDisk = true, HasFakeClocks = true };
        return setup.IsGateway ? await BotSystem.StartGatewayAsync(parts) : await BotSystem.StartSplitAsync(parts);
    }

    public async Task<ChaosResult> RunAsync(Schedule schedule)
    {
        var supervisor = new Supervisor(system);
        using var over = new CancellationTokenSource();
        var supervising = supervisor.RunAsync(over.Token);
        var catalog = new FaultCatalog(system);
        using (var end = new CancellationTokenSource(TimeSpan.FromSeconds(schedule.Seconds)))
        {
            var talk = new Talk(system.DingTalk, setup.Conversations, schedule.Seed);
            await Task.WhenAll(talk.RunAsync(setup.PerSecond, end.Token), catalog.RunAsync(schedule.Faults, CancellationToken.None));
        }

        await system.DingTalk.FaultAsync(new { clear = true }, CancellationToken.None);
        var watch = Stopwatch.StartNew();
        var open = await new Quiet(system).WithinAsync(setup.Settle);
        var settled = watch.Elapsed;
        var verdict = Audit.Of(await EvidenceAsync());
        await over.CancelAsync();
        await supervising;
        return new ChaosResult(schedule, verdict, open, settled, supervisor.Exits, await DeadLettersAsync())
        {
            Injected = [.. schedule.Faults.Except(catalog.Missed)],
        };
    }

    private async Task<Evidence> EvidenceAsync()
    {
        var senders = setup.IsGateway ? system.Names("gateway") : system.Names("egress");
        await using var store = await system.OpenStoreAsync("egress");
        var replies = await store.ReadAsync(
            "SELECT delivery_id, thread_id, body FROM outbox ORDER BY thread_id, sequence",
            row => new OutboxReply(row.GetString(0), row.GetString(1), row.GetString(2)));
        return new Evidence(
            await EmulatorRecord.ReadAsync(system.Emulator.Address),
            UnknownCalls.In(senders.SelectMany(name => system.Service(name).Lines), replies),
            senders,
            system.Disruptions);
    }

    private async Task<IReadOnlyList<string>> DeadLettersAsync()
    {
        await using var agent = await system.OpenStoreAsync("agent");
        await using var egress = await system.OpenStoreAsync("egress");
        return
        [
            .. await agent.ReadAsync("SELECT turn_id, error FROM turn WHERE status = 'failed'", row => $"turn {row.GetString(0)}: {row.GetValue(1)}"),
            .. await egress.ReadAsync("SELECT body, error FROM outbox WHERE status = 'failed'", row => $"reply {row.GetString(0)}: {row.GetValue(1)}"),
        ];
    }
}
