using System.Globalization;

namespace Benchmarks.Pipeline.Embedded;

/// <param name="Name">As the table says it.</param>
/// <param name="Sync">Milliseconds of one fsync right before, p50 and p99.</param>
/// <param name="Idle">One message at a time.</param>
/// <param name="Rate">Messages a second, many conversations at once.</param>
/// <param name="Cpu">Milliseconds of a message then.</param>
/// <param name="Allocated">Bytes of a message then; NaN where it does not tell.</param>
/// <param name="Syncs">Calls of fsync a message, one at a time and many conversations at once; NaN where they cannot be counted.</param>
internal sealed record EmbeddedResult(
    string Name, (double P50, double P99) Sync, IReadOnlyList<Passage> Idle, double Rate, double Cpu, double Allocated, (double Idle, double Busy) Syncs)
{
    public const string Head =
        """
        | | one fsync, ms | frame → ack, ms | frame → reply, ms | messages/s | CPU ms a message | allocated | fsyncs: one at a time | many at once |
        |---|---|---|---|---|---|---|---|---|
        """;

    public string Row()
    {
        FormattableString[] cells =
        [
            $"| {Name} | {Sync.P50:0.00}, {Sync.P99:0.00} | {Pipeline.Idle.Hop(Idle, passage => passage.Acked)} ",
            $"| {Pipeline.Idle.Hop(Idle, passage => passage.Replied)} | {Rate:0} | {Cpu:0.0} | {Told(Allocated / 1024, "0 KiB")} ",
            $"| {Told(Syncs.Idle, "0.0")} | {Told(Syncs.Busy, "0.0")} |",
        ];
        return string.Concat(cells.Select(cell => cell.ToString(CultureInfo.InvariantCulture)));
    }

    private static string Told(double value, string format) => double.IsNaN(value) ? "not told" : value.ToString(format, CultureInfo.InvariantCulture);
}
