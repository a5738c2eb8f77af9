using System.Globalization;
using Load.Chaos.Faults;
using Load.Chaos.Schedules;

namespace Load.Chaos;

/// <summary>chaos --seconds N --seed S [--only kinds] [--replay FILE] [--save FILE] [--minimize-runs N] [--gateway]</summary>
internal static class ChaosCommand
{
    private const int UsualSeconds = 120;

    // The run ends this long after the last fault of a part of its schedule.
    private const int Tail = 10;

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var options = Options.Read(arguments, ["seconds", "seed", "only", "replay", "save", "minimize-runs", "rate", "pushes"], ["gateway"]);
        var setup = new ChaosSetup { IsGateway = options.Has("gateway"), PerSecond = options.Number("rate", 5), Pushes = options.Number("pushes", 3) };
        var result = await FirstAsync(options, setup);
        Console.WriteLine(Report.Of(result));
        if (!result.Holds && options.Number("minimize-runs", 0) is > 0 and var runs)
        {
            await MinimizeAsync(result.Schedule, setup, runs);
        }

        return result.Holds ? 0 : 1;
    }

    /// <summary>Runs a schedule on a system of its own.</summary>
    public static async Task<ChaosResult> RunAsync(ChaosSetup setup, Schedule schedule)
    {
        await using var system = await ChaosRun.StartAsync(setup);
        return await RunAsync(system, setup, schedule);
    }

    private static async Task<ChaosResult> FirstAsync(Options options, ChaosSetup setup)
    {
        await using var system = await ChaosRun.StartAsync(setup);
        var schedule = options.Text("replay") is { } file
            ? await Schedule.ReadAsync(file)
            : Schedule.From(
                options.Number("seed", Random.Shared.Next(1_000_000)),
                options.Number("seconds", UsualSeconds),
                new FaultCatalog(system).Draws(options.Text("only")?.Split(',') ?? []));
        if (options.Text("save") is { } written)
        {
            await schedule.WriteAsync(written);
        }

        return await RunAsync(system, setup, schedule);
    }

    private static async Task<ChaosResult> RunAsync(Systems.BotSystem system, ChaosSetup setup, Schedule schedule)
    {
        var missing = string.Concat(
            system.Clocks.Count == 0 ? "; no clock steps, install libfaketime" : "",
            system.Disk is null ? "; no full disk, that needs root" : "");
        Console.WriteLine($"seed {schedule.Seed}, {schedule.Seconds} s, {schedule.Faults.Count} faults{missing}");
        var result = await new ChaosRun(system, setup).RunAsync(schedule);
        if (Environment.GetEnvironmentVariable("PICOCLAW_CHAOS_LOGS") is { Length: > 0 } folder)
        {
            await system.KeepAsync(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{schedule.Seed}-{schedule.Faults.Count}")));
        }

        return result;
    }

    private static async Task MinimizeAsync(Schedule schedule, ChaosSetup setup, int runs)
    {
        var shortest = await Minimizer.MinimizeAsync(schedule.Faults, async faults => !(await RunAsync(setup, Part(schedule, faults))).Holds, runs);
        var file = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"chaos-{schedule.Seed}.json"));
        await Part(schedule, shortest).WriteAsync(file);
        Console.WriteLine($"fails with {shortest.Count} of {schedule.Faults.Count} faults, replay it with --replay {file}");
        Console.WriteLine(string.Join('\n', shortest));
    }

    private static Schedule Part(Schedule schedule, IReadOnlyList<Fault> faults) =>
        schedule with { Faults = faults, Seconds = Math.Min(schedule.Seconds, (int)faults.Max(fault => fault.End) + Tail) };
}
