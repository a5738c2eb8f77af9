using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Harness.Agents;
using Load.Chaos.Audits;
using Load.Systems;
using Load.Traffic;

namespace Load.Soak;

/// <summary>soak [--minutes N] [--rate N]: does anything grow under a steady load that should not?</summary>
internal static class SoakCommand
{
    private const int Conversations = 24;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var options = Options.Read(arguments, ["minutes", "rate"], []);
        var (minutes, rate) = (options.Number("minutes", 20), options.Number("rate", 5));
        await using var system = await BotSystem.StartSplitAsync(new SystemSetup());
        var sampler = new Sampler(system);
        using (var end = new CancellationTokenSource(TimeSpan.FromMinutes(minutes)))
        {
            var talking = new Talk(system.DingTalk, Conversations, seed: 1).RunAsync(rate, end.Token);
            await Task.WhenAll(talking, SampleAsync(sampler, TimeSpan.FromMinutes(minutes) / 4, end.Token));
        }

        var open = await new Quiet(system).WithinAsync(TimeSpan.FromMinutes(2));
        var record = await EmulatorRecord.ReadAsync(system.Emulator.Address);
        var verdict = Audit.Of(new Evidence(record, [], [], new Disruptions()));
        var breaches = sampler.Series.Select(series => series.Breach).OfType<string>().ToList();
        Print(sampler.Series, verdict, breaches, (minutes, rate));
        return breaches.Count == 0 && verdict.Holds && open.Length == 0 ? 0 : 1;
    }

    private static async Task SampleAsync(Sampler sampler, TimeSpan quarter, CancellationToken end)
    {
        var (began, next) = (Stopwatch.StartNew(), quarter / 2);
        while (!end.IsCancellationRequested)
        {
            if (began.Elapsed > next)
            {
                next += quarter;
                await sampler.CollectAsync();
            }

            await sampler.SampleAsync();
            await Task.WhenAny(Task.Delay(Step, TimeProvider.System, end));
        }
    }

    private static void Print(IReadOnlyList<Series> all, Verdict verdict, IReadOnlyList<string> breaches, (int Minutes, int Rate) run)
    {
        Console.WriteLine("| of | measure | second quarter | last quarter |\n|---|---|---:|---:|");
        foreach (var series in all.OrderBy(series => series.Measure).ThenBy(series => series.Of, StringComparer.Ordinal))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {series.Of} | {series.Measure} | {series.Second:0.#} | {series.Last:0.#} |"));
        }

        Console.WriteLine(string.Join('\n', breaches));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            run = "soak",
            minutes = run.Minutes,
            rate = run.Rate,
            said = verdict.Said,
            answered = verdict.Answered,
            lost = verdict.Lost.Count + verdict.Abandoned.Count,
            doubled = verdict.Doubled.Count,
            outOfOrder = verdict.OutOfOrder.Count,
            breaches,
        }));
    }
}
