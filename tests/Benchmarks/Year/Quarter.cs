namespace Benchmarks.Year;

/// <summary>What the stores hold at the end of a quarter.</summary>
internal sealed record Quarter(IReadOnlyList<TableSize> Tables, long Bytes, TimeSpan Sweep)
{
    public static async Task<Quarter> MeasureAsync(
        YearStore agent, IReadOnlyList<string> agentTables, YearStore egress, IReadOnlyList<string> egressTables, TimeSpan sweep)
    {
        var sizes = new List<TableSize>();
        foreach (var (store, name, tables) in new[] { (agent, "agent", agentTables), (egress, "egress", egressTables) })
        {
            foreach (var table in tables)
            {
                var (rows, bytes) = await store.SizeAsync(table);
                sizes.Add(new TableSize($"{name}.{table}", rows, bytes));
            }
        }

        var inTables = sizes.Sum(size => size.Bytes);
        return new Quarter(sizes, inTables > 0 ? inTables : agent.FileBytes() + egress.FileBytes(), sweep);
    }
}
