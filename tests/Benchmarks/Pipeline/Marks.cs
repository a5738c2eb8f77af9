using System.Globalization;
using System.Text.RegularExpressions;

namespace Benchmarks.Pipeline;

/// <summary>The number of a message, as it stands in its text on every hop; a merged reply has several.</summary>
internal static partial class Marks
{
    public static string Of(int number) => string.Create(CultureInfo.InvariantCulture, $"mark{number}end");

    public static IEnumerable<int> In(string text) =>
        Mark().Matches(text).Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).Distinct();

    [GeneratedRegex("mark([0-9]+)end")]
    private static partial Regex Mark();
}
