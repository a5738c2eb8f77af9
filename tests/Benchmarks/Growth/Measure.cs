using System.Diagnostics;

namespace Benchmarks.Growth;

/// <summary>A step of the product whose time is taken.</summary>
/// <param name="Name">As the table says it.</param>
/// <param name="Run">Prepares the step for one conversation, by its number, takes the time of the step alone, and cleans up.</param>
internal sealed record Measure(string Name, Func<int, Stopwatch, Task> Run)
{
    private const int WarmUp = 5;
    private const int Runs = 40;

    /// <summary>Milliseconds, p50.</summary>
    public async Task<double> MedianAsync()
    {
        var times = new List<double>(Runs);
        for (var i = 0; i < WarmUp + Runs; i++)
        {
            // Far from each other, so that no two runs read the same pages.
            var watch = new Stopwatch();
            await Run(1 + i * 4, watch);
            if (i >= WarmUp)
            {
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
        }

        times.Sort();
        return times[Runs / 2];
    }
}
