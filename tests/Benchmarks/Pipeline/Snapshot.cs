using System.Globalization;
using Harness.Processes;

namespace Benchmarks.Pipeline;

/// <summary>What the processes had taken at one moment.</summary>
/// <param name="Cpu">Seconds: ingress, agent, egress, broker, PostgreSQL.</param>
/// <param name="Allocated">Bytes of the three processes together; NaN where they do not tell.</param>
/// <param name="Statements">That PostgreSQL has run.</param>
/// <param name="Transactions">That PostgreSQL has committed.</param>
internal sealed record Snapshot(IReadOnlyList<double> Cpu, double Allocated, long Statements, long Transactions)
{
    private const string Allocations = "dotnet_gc_heap_total_allocated_bytes_total";

    public static async Task<Snapshot> TakeAsync(Contender contender, Server broker, Server postgres, StoreCounts store)
    {
        int[] roots = [.. contender.Processes.Select(process => process.Id), Pid(broker, "pid"), Pid(postgres, "data/postmaster.pid")];
        var (statements, transactions) = await store.ReadAsync();
        var allocated = contender.Health.Count == 0 ? double.NaN : (await Task.WhenAll(contender.Health.Select(AllocatedAsync))).Sum();
        return new Snapshot([.. roots.Select(CpuMeter.Seconds)], allocated, statements, transactions);
    }

    /// <summary>What a process has allocated since it started, in bytes.</summary>
    public static async Task<double> AllocatedAsync(Uri health)
    {
        using var http = new HttpClient { BaseAddress = health };
        var metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        var line = metrics.Split('\n').FirstOrDefault(line => line.StartsWith(Allocations, StringComparison.Ordinal));
        return line is null ? double.NaN : double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private static int Pid(Server server, string file) => int.Parse(File.ReadLines(Path.Combine(server.Folder!, file)).First(), CultureInfo.InvariantCulture);
}
