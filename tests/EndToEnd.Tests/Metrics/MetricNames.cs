using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Processes;

namespace EndToEnd.Tests.Metrics;

/// <summary>The metric names on the page of metrics, the dashboard and the alerts.</summary>
internal static partial class MetricNames
{
    private const string Page = "docs/monitoring.md";
    private const string Dashboard = "deploy/grafana/picoclaw.json";
    private const string Alerts = "deploy/grafana/alerts.yaml";
    private static readonly string[] Histogram = ["_bucket", "_sum", "_count"];
    private static readonly string[] Operators = ["or", "and", "unless"];

    /// <summary>Every name in use is exposed, and every PicoClaw name that is exposed is on the page.</summary>
    public static void ShouldBeKnown(IReadOnlySet<string> exposed)
    {
        var families = exposed.Select(Family).ToHashSet(StringComparer.Ordinal);
        var onThePage = Ours().Matches(File.ReadAllText(Repository.File(Page))).Select(name => name.Value).ToHashSet(StringComparer.Ordinal);

        onThePage.Where(name => !exposed.Contains(name) && !families.Contains(name)).ShouldBeEmpty($"in {Page}, but not exposed");
        families.Where(name => Ours().IsMatch(name) && !onThePage.Contains(name)).ShouldBeEmpty($"exposed, but not in {Page}");
        foreach (var (file, queries) in new[] { (Dashboard, DashboardQueries()), (Alerts, AlertQueries()) })
        {
            queries.Count.ShouldBeGreaterThan(10, file);
            foreach (var query in queries)
            {
                var names = NamesIn(query);
                names.ShouldNotBeEmpty($"{file}: {query}");
                names.Where(name => !exposed.Contains(name)).ShouldBeEmpty($"{file}: {query}");
                query.Count(letter => letter == '(').ShouldBe(query.Count(letter => letter == ')'), $"{file}: {query}");
            }
        }
    }

    private static List<string> DashboardQueries() =>
    [
        .. JsonNode.Parse(File.ReadAllText(Repository.File(Dashboard)))!["panels"]!.AsArray()
            .SelectMany(panel => panel!["targets"]?.AsArray().AsEnumerable() ?? [])
            .Select(target => (string)target!["expr"]!),
    ];

    private static List<string> AlertQueries() =>
        [.. Expression().Matches(File.ReadAllText(Repository.File(Alerts))).Select(line => line.Groups[1].Value)];

    // The words of a query without selectors, ranges, groupings and functions.
    private static List<string> NamesIn(string query) =>
        [.. Word().Matches(NoName().Replace(query, " ")).Select(word => word.Value).Except(Operators, StringComparer.Ordinal)];

    private static string Family(string series) =>
        Histogram.FirstOrDefault(end => series.EndsWith(end, StringComparison.Ordinal)) is { } end ? series[..^end.Length] : series;

    [GeneratedRegex(@"\b(picoclaw|dingtalk_stream|gen_ai_client)_[a-z0-9_]+\b")]
    private static partial Regex Ours();

    [GeneratedRegex(@"^\s*expr: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Expression();

    [GeneratedRegex(@"\{[^}]*\}|\[[^\]]*\]|\b(by|without|on|ignoring)\s*\([^)]*\)")]
    private static partial Regex NoName();

    [GeneratedRegex(@"\b[a-zA-Z_]\w*\b(?!\s*\()")]
    private static partial Regex Word();
}
