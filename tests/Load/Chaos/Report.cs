using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Load.Chaos;

/// <summary>A run as a table for people and one line of JSON.</summary>
internal static class Report
{
    private const int Shown = 12;

    public static string Of(ChaosResult result)
    {
        var verdict = result.Verdict;
        var text = new StringBuilder();
        text.AppendLine("| said | answered | lost | given up by DingTalk | doubled, explained | doubled | out of order | settled |");
        text.AppendLine("|---:|---:|---:|---:|---:|---:|---:|---:|");
        int[] counts = [verdict.Said, verdict.Answered, verdict.Lost.Count, verdict.Abandoned.Count];
        int[] breaches = [verdict.Explained.Count, verdict.Doubled.Count, verdict.OutOfOrder.Count];
        text.AppendLine(CultureInfo.InvariantCulture, $"| {string.Join(" | ", [.. counts, .. breaches])} | {result.Settled.TotalSeconds:0} s |");
        text.AppendLine(string.Join(", ", Kinds(result).Select(kind => $"{kind.Key} {kind.Value}")));
        List(text, "lost", verdict.Lost);
        List(text, "given up by DingTalk", verdict.Abandoned);
        List(text, "doubled, explained", verdict.Explained);
        List(text, "DOUBLED", verdict.Doubled);
        List(text, "OUT OF ORDER", verdict.OutOfOrder);
        List(text, "dead letters", result.DeadLetters);
        List(text, "ended by itself", result.Crashes);
        if (result.Open.Length > 0)
        {
            text.AppendLine($"NOT SETTLED: {result.Open}");
        }

        return text.Append(Json(result)).ToString();
    }

    private static string Json(ChaosResult result) => JsonSerializer.Serialize(new
    {
        run = "chaos",
        seed = result.Schedule.Seed,
        seconds = result.Schedule.Seconds,
        said = result.Verdict.Said,
        answered = result.Verdict.Answered,
        lost = result.Verdict.Lost.Count,
        abandoned = result.Verdict.Abandoned.Count,
        explained = result.Verdict.Explained.Count,
        doubled = result.Verdict.Doubled.Count,
        outOfOrder = result.Verdict.OutOfOrder.Count,
        crashes = result.Crashes.Count,
        settledSeconds = Math.Round(result.Settled.TotalSeconds),
        holds = result.Holds,
        faults = Kinds(result),
    });

    private static SortedDictionary<string, int> Kinds(ChaosResult result) => new(
        result.Injected.GroupBy(fault => $"{fault.Kind} {fault.Target.Split('-')[0]}").ToDictionary(kind => kind.Key, kind => kind.Count()),
        StringComparer.Ordinal);

    private static void List<T>(StringBuilder text, string what, IReadOnlyCollection<T> all)
    {
        foreach (var one in all.Take(Shown))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{what}: {one}");
        }

        if (all.Count > Shown)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{what}: … {all.Count - Shown} more");
        }
    }
}
