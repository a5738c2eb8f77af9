using System.Text.RegularExpressions;

namespace PicoClaw.Egress.Markdown.Mending;

/// <summary>Names with underscores around them, such as __init__, stand for themselves. In a Chinese line a single pair does so, too.</summary>
internal static partial class Underscores
{
    public static IEnumerable<Edit> Edits(string text, bool[] isProtected) =>
        Name().Matches(text).Where(name => !isProtected[name.Index] && (name.Groups["marker"].Length == 2 ? !name.ValueSpan.ContainsAnyInRange('A', 'Z') : IsChinese(text, name.Index)))
            .SelectMany(name => Escapes(name));

    private static IEnumerable<Edit> Escapes(Match name)
    {
        var length = name.Groups["marker"].Length;
        return Enumerable.Range(name.Index, length).Concat(Enumerable.Range(name.Index + name.Length - length, length)).Select(at => new Edit(at, 0, "\\"));
    }

    private static bool IsChinese(string text, int at)
    {
        var start = text.LastIndexOf('\n', at) + 1;
        var end = text.IndexOf('\n', at);
        return text.AsSpan(start, (end < 0 ? text.Length : end) - start).ContainsAnyInRange('\u3400', '\u9fff');
    }

    // A pause at the end may stand within the markers or behind them.
    [GeneratedRegex(@"(?<![A-Za-z0-9_\\])(?<marker>__?)[A-Za-z0-9](?:[A-Za-z0-9_]{0,98}[A-Za-z0-9])?[，。、：；！？…—,.:!?]{0,9}\k<marker>(?![A-Za-z0-9_])")]
    private static partial Regex Name();
}
