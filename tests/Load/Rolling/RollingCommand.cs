using System.Globalization;
using System.Text.Json;
using Load.Systems;
using Load.Traffic;

namespace Load.Rolling;

/// <summary>rolling [--rounds N] [--rate N] [--from FOLDER [--without NAMES]] [--logs FOLDER]</summary>
internal static class RollingCommand
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var options = Options.Read(arguments, ["rounds", "rate", "from", "without", "logs"], []);
        await using var system = await BotSystem.StartSplitAsync(new SystemSetup
        {
            Ingresses = 2,
            From = options.Text("from"),
            Without = options.Text("without")?.Split(',') ?? [],
        });
        var result = await new RollingRun(system, options.Number("rate", 5)).RunAsync(options.Number("rounds", 2));
        Console.WriteLine(Table(result));
        if (options.Text("logs") is { } folder)
        {
            Directory.CreateDirectory(folder);
            foreach (var (service, number) in system.All.Select((service, number) => (service, number)))
            {
                await File.WriteAllLinesAsync(Path.Combine(folder, $"{service.Name}-{number}.log"), service.Lines);
            }
        }

        return result.Holds ? 0 : 1;
    }

    private static string Table(RollingResult result)
    {
        var (tally, slowestStop) = (result.Tally, result.Stops.Max(stop => stop.Took.TotalSeconds));
        return string.Join(
            '\n',
            [
                "| said | answered | lost | doubled | stopped | slowest stop | wait p50 | p99 | longest | longest pause |",
                "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
                $"| {tally.Said} | {tally.Said - tally.Lost.Count} | {tally.Lost.Count} | {tally.Doubled.Count} | {result.Stops.Count} "
                    + string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {slowestStop:0.0} s | {result.Wait(0.5):0.00} s | {result.Wait(0.99):0.00} s | {result.Wait(1):0.00} s ")
                    + string.Create(CultureInfo.InvariantCulture, $"| {result.LongestPause:0.00} s |"),
                .. tally.Lost.Select(token => $"lost: {token}"),
                .. tally.Doubled.Select(token => $"doubled: {token}"),
                .. result.Stops.Where(stop => stop.ExitCode != 0).Select(stop => $"{stop.Name} ended with {stop.ExitCode}"),
                .. result.Slowest(5).Select(slow => Line(result, slow)),
                JsonSerializer.Serialize(new
                {
                    run = "rolling",
                    said = tally.Said,
                    lost = tally.Lost.Count,
                    doubled = tally.Doubled.Count,
                    stops = result.Stops.Count,
                    slowestStopSeconds = Math.Round(slowestStop, 2),
                    waitP50Seconds = Math.Round(result.Wait(0.5), 2),
                    waitP99Seconds = Math.Round(result.Wait(0.99), 2),
                    waitMaxSeconds = Math.Round(result.Wait(1), 2),
                    longestPauseSeconds = Math.Round(result.LongestPause, 2),
                    holds = result.Holds,
                }),
            ]);
    }

    private static string Line(RollingResult result, Answered slow) => string.Create(
        CultureInfo.InvariantCulture, $"waited {slow.Waited.TotalSeconds:0.00} s: {slow.Token}, said at {slow.SaidAt:HH:mm:ss.fff} {result.During(slow)}");
}
