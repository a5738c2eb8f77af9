using System.Text;

namespace Load.Startup;

internal static class Table
{
    public static string Head =>
        """
        | | before | after | ratio |
        |---|---:|---:|---:|
        """;

    public static string Of(string bot, (IReadOnlyList<Sample> Before, IReadOnlyList<Sample> After) samples)
    {
        var rows = new StringBuilder();
        Add($"{bot}: start to ready, s", "0.00", sample => sample.Ready);
        Add($"{bot}: start to first answer, s", "0.00", sample => sample.Answer);
        Add($"{bot}: CPU to first answer, s", "0.00", sample => sample.Cpu);
        foreach (var process in samples.Before[0].Idle.Keys)
        {
            Add($"{process}: resident (RSS), MiB", "0", sample => sample.Idle[process].Resident);
            Add($"{process}: its share (PSS), MiB", "0", sample => sample.Idle[process].Proportional);
            Add($"{process}: written, its own alone, MiB", "0", sample => sample.Idle[process].Own);
            Add($"{process}: resident after {Bots.Messages} messages, MiB", "0", sample => sample.Used[process].Resident);
            Add($"{process}: written after {Bots.Messages} messages, MiB", "0", sample => sample.Used[process].Own);
        }

        return rows.ToString();

        void Add(string what, string format, Func<Sample, double> value)
        {
            var (before, after) = (Median(samples.Before.Select(value)), Median(samples.After.Select(value)));
            rows.AppendLine($"| {what} | {before.ToString(format)} | {after.ToString(format)} | {after / before:0.00} |");
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
