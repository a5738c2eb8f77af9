using System.Text.Json;
using Harness.Processes;
using Load.Chaos.Schedules;
using Load.Egress;

namespace Load.Chaos;

/// <summary>faults [CASE ...]: outages that were seen in the field, one after the other.</summary>
internal static class FaultsCommand
{
    private static readonly Dictionary<string, Func<Task<bool>>> Cases = new(StringComparer.Ordinal)
    {
        ["store-away"] = () => OnEgressAsync("store-away", (broker, _) => EgressFaults.StoreAwayAsync(broker)),
        ["dingtalk-503"] = () => OnEgressAsync("dingtalk-503", (broker, postgres) => EgressFaults.ServerErrorsAsync(broker, postgres)),
        ["expired-and-killed"] = () => OnAllAsync(
            "expired-and-killed",
            new ChaosSetup(),
            new Fault(10, "slow-sends", "dingtalk", 6),
            new Fault(15, "kill", "egress-1", 8),
            new Fault(15.5, "sessions-expired", "dingtalk", 0),
            new Fault(35, "slow-sends", "dingtalk", 6),
            new Fault(40, "kill", "egress-2", 8),
            new Fault(40.5, "sessions-expired", "dingtalk", 0)),
        ["disk-full"] = () => OnAllAsync(
            "disk-full", new ChaosSetup { IsGateway = true }, new Fault(10, "disk-full", "store", 25), new Fault(50, "disk-full", "store", 25)),
        ["clock"] = () => OnAllAsync(
            "clock", new ChaosSetup(), new Fault(10, "clock-ahead", "all", 30), new Fault(50, "clock-behind", "all", 30)),
        ["store-flapping"] = () => OnAllAsync(
            "store-flapping",
            new ChaosSetup { ModelTime = TimeSpan.FromSeconds(6) },
            [.. Enumerable.Range(0, 4).Select(number => new Fault(10 + (45 * number), "store-kill", "store", 35))]),
    };

    public static async Task<int> RunAsync(IReadOnlyList<string> names)
    {
        var failed = new List<string>();
        foreach (var name in names.Count == 0 ? [.. Cases.Keys] : names)
        {
            var runAsync = Cases.GetValueOrDefault(name)
                ?? throw new ArgumentException($"There is no case \"{name}\"; there are {string.Join(", ", Cases.Keys)}.", nameof(names));
            if (!await runAsync())
            {
                failed.Add(name);
            }
        }

        Console.WriteLine(JsonSerializer.Serialize(new { run = "faults", failed }));
        return failed.Count == 0 ? 0 : 1;
    }

    private static async Task<bool> OnEgressAsync(string name, Func<Server, Server, Task<List<string>>> runAsync)
    {
        Console.WriteLine($"== {name}");
        await using var broker = await Server.StartPrivateAsync("rabbitmq.sh");
        await using var postgres = await Server.StartPrivateAsync("postgres.sh");
        await broker.WaitAsync();
        var failures = await runAsync(broker, postgres);
        failures.ForEach(failure => EgressLoad.Say($"NOT MET: {failure}"));
        return failures.Count == 0;
    }

    private static async Task<bool> OnAllAsync(string name, ChaosSetup setup, params Fault[] faults)
    {
        Console.WriteLine($"== {name}");
        var result = await ChaosCommand.RunAsync(setup, new Schedule(Seed: 1, (int)faults.Max(fault => fault.End) + 10, faults));
        Console.WriteLine(Report.Of(result));
        var verdict = result.Verdict;
        return result.Holds && verdict.Abandoned.Count == 0;
    }
}
