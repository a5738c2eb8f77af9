using System.Globalization;

namespace Benchmarks.Stream;

/// <summary>Our Stream client against DingTalk's official Node SDK: the same server process, the same frames, in turn.</summary>
internal static class StreamBenchmark
{
    public static async Task<int> RunAsync(int rounds)
    {
        await NodeSdk.InstallAsync();
        await using var server = await FrameServer.StartAsync();
        await using var own = await Contender.StartAsync("DingTalk.Stream.SDK", server, Environment.ProcessPath!, ["stream-client"]);
        await using var node = await Contender.StartAsync("Node SDK", server, "node", [NodeSdk.Client]);
        Contender[] contenders = [own, node];
        Console.WriteLine($"median of {rounds} rounds after one that is not counted; CPU is that of the client's process alone");
        Console.WriteLine();
        Console.WriteLine("| | client | frames/s | frames per CPU second | ratio | write to ack p50, p99 ms | allocated a frame |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var phase in Phase.All)
        {
            await CompareAsync(phase, contenders, rounds);
        }

        return 0;
    }

    private static async Task CompareAsync(Phase phase, Contender[] contenders, int rounds)
    {
        var measures = contenders.ToDictionary(contender => contender, _ => new List<Measure>());
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var contender in contenders)
            {
                var measure = await contender.RunAsync(phase);
                if (round > 0)
                {
                    measures[contender].Add(measure);
                }
            }
        }

        var reference = Median(measures[contenders[^1]], measure => measure.FramesPerCpuSecond);
        foreach (var contender in contenders)
        {
            double Of(Func<Measure, double> figure) => Median(measures[contender], figure);
            var (perSecond, perCpuSecond) = (Of(measure => measure.FramesPerSecond), Of(measure => measure.FramesPerCpuSecond));
            var (p50, p99, bytes) = (Of(measure => measure.AckP50), Of(measure => measure.AckP99), Of(measure => measure.BytesPerFrame));
            FormattableString[] cells =
            [
                $"| {phase.Name} | {contender.Name} | {perSecond:N0} | {perCpuSecond:N0} | {perCpuSecond / reference:0.00} ",
                $"| {p50:0.00}, {p99:0.00} | {(double.IsNaN(bytes) ? "not told" : FormattableString.Invariant($"{bytes:N0} B"))} |",
            ];
            Console.WriteLine(string.Concat(cells.Select(cell => cell.ToString(CultureInfo.InvariantCulture))));
        }
    }

    private static double Median(List<Measure> measures, Func<Measure, double> figure)
    {
        var sorted = measures.Select(figure).Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
