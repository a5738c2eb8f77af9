using System.Globalization;
using Harness.Processes;

namespace Benchmarks.Pipeline.Embedded;

/// <summary>Counts the fsync and fdatasync calls of a process with strace, which slows it: nothing else is measured meanwhile.</summary>
internal sealed class SyncCounter : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly string _table = Path.GetTempFileName();
    private readonly ServiceProcess _strace;

    private SyncCounter(int process) =>
        _strace = ServiceProcess.StartProgram("strace", "strace", ["-f", "-c", "-e", "trace=fsync,fdatasync", "-o", _table, "-p", $"{process}"], []);

    /// <summary>Counts from when it returns; null where strace is missing or may not look.</summary>
    public static async Task<SyncCounter?> StartAsync(int process, CancellationToken cancellationToken)
    {
        var counter = new SyncCounter(process);
        while (!IsTraced(process))
        {
            if (counter._strace.HasExited)
            {
                await counter.DisposeAsync();
                return null;
            }

            await Task.Delay(Step, TimeProvider.System, cancellationToken);
        }

        return counter;
    }

    /// <summary>Ends the count.</summary>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        _strace.Interrupt();
        await _strace.ExitCodeAsync(cancellationToken);

        // "% time seconds usecs/call calls [errors] syscall", a line for each and one for the total.
        return File.ReadLines(_table)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns is [.., "fsync" or "fdatasync"])
            .Sum(columns => int.Parse(columns[3], CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        await _strace.DisposeAsync();
        File.Delete(_table);
    }

    private static bool IsTraced(int process) =>
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("TracerPid:", StringComparison.Ordinal)) != "TracerPid:\t0";
}
