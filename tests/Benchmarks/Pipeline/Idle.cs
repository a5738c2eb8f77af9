namespace Benchmarks.Pipeline;

/// <summary>One message at a time, the next after the reply of the last.</summary>
internal static class Idle
{
    private const int Conversations = 10;

    public static async Task<IReadOnlyList<Passage>> RunAsync(DingTalkSide dingTalk, int messages, CancellationToken cancellationToken)
    {
        var passages = new List<Passage>();
        for (var i = 0; i < messages; i++)
        {
            passages.Add(await dingTalk.SayAsync(i % Conversations, cancellationToken));
        }

        return passages;
    }

    /// <summary>A row of the table: p50 and p99 of each hop in milliseconds.</summary>
    public static string Row(string name, IReadOnlyList<Passage> passages) =>
        $"| {name} | {Hop(passages, p => p.Published)} | {Hop(passages, p => p.Acked)} | {Hop(passages, p => p.Answered - p.Published)} "
        + $"| {Hop(passages, p => p.Replied - p.Answered)} | {Hop(passages, p => p.Replied)} |";

    public static double Median(IReadOnlyList<Passage> passages) => Percentile(passages, passage => passage.Replied, 0.5);

    /// <summary>p50 and p99 of a hop in milliseconds.</summary>
    public static string Hop(IReadOnlyList<Passage> passages, Func<Passage, double> time) =>
        $"{Percentile(passages, time, 0.5):0.0}, {Percentile(passages, time, 0.99):0.0}";

    private static double Percentile(IReadOnlyList<Passage> passages, Func<Passage, double> time, double share)
    {
        var sorted = passages.Select(time).Where(value => !double.IsNaN(value)).Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Count - 1, share * sorted.Count)];
    }
}
