using System.Globalization;

namespace Benchmarks.Pipeline;

internal sealed record Result(string Name, IReadOnlyList<Passage> Idle, int Messages, double Seconds, Snapshot Before, Snapshot After)
{
    public double Rate => Messages / Seconds;

    /// <summary>A row of the table of many at once.</summary>
    public string Row()
    {
        var cpu = After.Cpu.Zip(Before.Cpu, (after, before) => $"{1000 * (after - before) / Messages:0.0}");
        var allocated = (After.Allocated - Before.Allocated) / Messages / 1024;
        string[] cells =
        [
            Name,
            string.Create(CultureInfo.InvariantCulture, $"{Rate:0}"),
            .. cpu,
            PerMessage(After.Statements - Before.Statements),
            PerMessage(After.Transactions - Before.Transactions),
            double.IsNaN(allocated) ? "" : string.Create(CultureInfo.InvariantCulture, $"{allocated:0} KiB"),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private string PerMessage(long count) => $"{(double)count / Messages:0.0}";
}
