using System.Diagnostics;

namespace Benchmarks.Pipeline.Embedded;

/// <summary>How long the disk of the stores takes to make a write durable.</summary>
internal static class Disk
{
    private const int Writes = 300;
    private const int Page = 4096;

    /// <summary>Milliseconds of one write of 4 KiB with its fsync: p50 and p99.</summary>
    public static (double P50, double P99) Measure()
    {
        var path = Path.Combine(Path.GetTempPath(), $"picoclaw-fsync-{Environment.ProcessId}");
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, options: FileOptions.DeleteOnClose);
        var page = new byte[Page];
        var times = new List<double>(Writes);
        for (var i = 0; i < Writes; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            RandomAccess.Write(file, page, (long)i * Page);
            RandomAccess.FlushToDisk(file);
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        times.Sort();
        return (times[Writes / 2], times[Writes * 99 / 100]);
    }
}
