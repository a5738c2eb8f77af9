using System.Globalization;
using Benchmarks.Pipeline.Floor;
using Harness.Processes;
using Npgsql;

namespace Benchmarks.Growth;

/// <summary>What the steps of the product cost on a store of 200 conversations, and on the same store grown to 10,000 of them.</summary>
internal static class GrowthBenchmark
{
    private const int Small = 200;
    private const int Grown = 10_000;

    public static async Task<int> RunAsync(string plans)
    {
        // Every commit would wait for the disk, and that wait, which changes with the load of the machine, would hide what grows.
        Environment.SetEnvironmentVariable("PG_FSYNC", "off");
        await using var postgres = await Server.StartPrivateAsync("postgres.sh");
        await using var source = NpgsqlDataSource.Create(FloorStore.Connection(postgres.Address));
        await Plans.PrepareAsync(postgres, source);
        File.Delete(plans);
        var explained = new Plans(postgres, source, plans);
        await using var egress = await EgressGrowth.OpenAsync(postgres);
        await using var agent = await AgentGrowth.OpenAsync(postgres);
        IReadOnlyList<Measure> measures = [.. egress.Measures, .. agent.Measures];
        List<(string State, IReadOnlyList<double> Medians)> states = [];

        await GrowAsync(1, Small);
        await AnalyzeAsync();
        await WarmUpAsync();
        await MeasureAsync("small");
        await GrowAsync(Small + 1, Grown);
        await MeasureAsync("grown, statistics of the small store");
        await AnalyzeAsync();
        await MeasureAsync("grown, statistics of its own");
        Print(measures, states);
        return 0;

        async Task GrowAsync(int from, int to)
        {
            await egress.GrowAsync(from, to);
            await agent.GrowAsync(from, to);
            await egress.ExecuteAsync("CHECKPOINT");
        }

        async Task AnalyzeAsync()
        {
            await egress.ExecuteAsync("ANALYZE");
            await egress.ExecuteAsync("CHECKPOINT");
        }

        // The first pass would measure the JIT compiler.
        async Task WarmUpAsync()
        {
            foreach (var measure in measures)
            {
                await measure.MedianAsync();
            }
        }

        async Task MeasureAsync(string state)
        {
            Console.WriteLine($"{state}: {await egress.CountRowsAsync():N0} replies in the outbox, {await agent.CountRowsAsync():N0} history entries");
            var medians = new List<double>();
            foreach (var measure in measures)
            {
                medians.Add(await measure.MedianAsync());
            }

            states.Add((state, medians));
            await explained.WriteAsync(state, measures);
        }
    }

    private static void Print(IReadOnlyList<Measure> measures, IReadOnlyList<(string State, IReadOnlyList<double> Medians)> states)
    {
        Console.WriteLine();
        Console.WriteLine($"| p50, ms | {states[0].State} | {string.Join(" | ", states.Skip(1).Select(state => $"{state.State} | ratio"))} |");
        Console.WriteLine($"|---|---:|{string.Concat(states.Skip(1).Select(_ => "---:|---:|"))}");
        foreach (var (index, measure) in measures.Index())
        {
            var small = states[0].Medians[index];
            var grown = states.Skip(1).Select(state => string.Create(
                CultureInfo.InvariantCulture, $"{state.Medians[index]:0.00} | {state.Medians[index] / small:0.00}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {measure.Name} | {small:0.00} | {string.Join(" | ", grown)} |"));
        }
    }
}
