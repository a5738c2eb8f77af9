using System.Globalization;
using System.Text.Json;
using Harness.Agents;
using Load.Chaos.Audits;
using Load.Systems;
using Load.Traffic;

namespace Load.Steady;

/// <summary>load [--rate N] [--seconds N] [--burst N] [--bursts N]: a steady load, then bursts; counts, and latency per hop.</summary>
internal static class LoadCommand
{
    private const int Conversations = 24;
    private static readonly TimeSpan Settle = TimeSpan.FromMinutes(3);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var options = Options.Read(arguments, ["rate", "seconds", "burst", "bursts"], []);
        var (rate, burst) = (options.Number("rate", 5), options.Number("burst", 100));
        await using var system = await BotSystem.StartSplitAsync(new SystemSetup());
        var talk = new Talk(system.DingTalk, Conversations, seed: 1);
        using (var end = new CancellationTokenSource(TimeSpan.FromSeconds(options.Number("seconds", 60))))
        {
            await talk.RunAsync(rate, end.Token);
        }

        var quiet = new Quiet(system);
        var open = await quiet.WithinAsync(Settle);
        var bursts = TimeProvider.System.GetUtcNow();
        for (var number = 0; number < options.Number("bursts", 3); number++)
        {
            await talk.BurstAsync(burst);
            open += await quiet.WithinAsync(Settle);
        }

        var record = await EmulatorRecord.ReadAsync(system.Emulator.Address);
        var verdict = Audit.Of(new Evidence(record, [], [], new Disruptions()));
        Print(
            verdict,
            [
                (string.Create(CultureInfo.InvariantCulture, $"{rate} a second"), new Hops(record, system.Model.Calls, push => push.SaidAt < bursts)),
                (string.Create(CultureInfo.InvariantCulture, $"bursts of {burst}"), new Hops(record, system.Model.Calls, push => push.SaidAt >= bursts)),
            ]);
        return verdict.Holds && open.Length == 0 ? 0 : 1;
    }

    private static void Print(Verdict verdict, IReadOnlyList<(string Phase, Hops Hops)> phases)
    {
        var counts = new
        {
            run = "load",
            said = verdict.Said,
            answered = verdict.Answered,
            lost = verdict.Lost.Count + verdict.Abandoned.Count,
            doubled = verdict.Doubled.Count,
            outOfOrder = verdict.OutOfOrder.Count,
            ms = phases.ToDictionary(phase => phase.Phase, phase => phase.Hops.Figures()),
        };
        Console.WriteLine(
            $"{counts.said} said, {counts.answered} answered, {counts.lost} lost, {counts.doubled} doubled, {counts.outOfOrder} out of order");
        Console.WriteLine(Hops.Head);
        Console.WriteLine(string.Join('\n', phases.SelectMany(phase => phase.Hops.Rows(phase.Phase))));
        Console.WriteLine(JsonSerializer.Serialize(counts));
    }
}
