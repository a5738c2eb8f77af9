using System.Globalization;
using System.Text.RegularExpressions;

namespace PicoClaw.Gateway.Status;

/// <summary>The series of a service's <c>/metrics</c>.</summary>
internal sealed partial class Exposition
{
    private readonly IReadOnlyList<(string Name, IReadOnlyDictionary<string, string> Labels, double Value)> _series;

    private Exposition(IEnumerable<Match> lines) => _series = [.. lines.Select(Series)];

    public static Exposition None { get; } = new([]);

    public static Exposition Parse(string text) => new(Line().Matches(text));

    /// <summary>The sum of a metric's series; null when there is none.</summary>
    public double? Sum(string name) =>
        _series.Any(series => series.Name == name) ? _series.Where(series => series.Name == name).Sum(series => series.Value) : null;

    /// <summary>The sums of a metric's series by the value of a label.</summary>
    public IReadOnlyDictionary<string, double> By(string label, string name) => _series
        .Where(series => series.Name == name && series.Labels.ContainsKey(label))
        .GroupBy(series => series.Labels[label], StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Sum(series => series.Value), StringComparer.Ordinal);

    private static (string Name, IReadOnlyDictionary<string, string> Labels, double Value) Series(Match line) => (
        line.Groups["name"].Value,
        Label().Matches(line.Groups["labels"].Value).ToDictionary(label => label.Groups[1].Value, label => Text(label.Groups[2].Value), StringComparer.Ordinal),
        double.TryParse(line.Groups["value"].Value, CultureInfo.InvariantCulture, out var value) ? value : double.NaN);

    private static string Text(string escaped) =>
        escaped.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);

    [GeneratedRegex(@"^(?<name>[a-zA-Z_:][\w:]*)(\{(?<labels>.*)\})? (?<value>\S+)( \d+)?\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"(\w+)=""((?:[^""\\]|\\.)*)""")]
    private static partial Regex Label();
}
