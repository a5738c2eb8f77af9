using System.Globalization;
using System.Text.RegularExpressions;

namespace EndToEnd.Tests.Metrics;

/// <summary>The answer of <c>/metrics</c>, as Prometheus reads it.</summary>
internal sealed partial class Exposition(string text)
{
    private readonly IReadOnlyList<(string Name, string Labels, double Value)> _series = [.. Line().Matches(text).Select(Series)];

    public string Text => text;

    /// <summary>The names of all series; a histogram has three.</summary>
    public IReadOnlySet<string> Names => _series.Select(series => series.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>The sum of a metric's series that have all of these labels, written <c>name="value"</c>; null when there is none.</summary>
    public double? Of(string name, params string[] labels)
    {
        bool Has(string all, string label) => $",{all},".Contains($",{label},", StringComparison.Ordinal);
        var found = _series.Where(series => series.Name == name && labels.All(label => Has(series.Labels, label))).ToList();
        return found.Count == 0 ? null : found.Sum(series => series.Value);
    }

    private static (string Name, string Labels, double Value) Series(Match line) =>
        (line.Groups["name"].Value, line.Groups["labels"].Value, double.Parse(line.Groups["value"].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^(?<name>[a-zA-Z_:][\w:]*)(\{(?<labels>.*)\})? (?<value>\S+)( \d+)?\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
