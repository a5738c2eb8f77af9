using System.Text.RegularExpressions;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Mending;

/// <summary>
/// Escapes underscores around names such as __init__; in a Chinese line also a single pair. Two pairs around Chinese mean bold.
/// </summary>
internal static partial class Underscores
{
    private const char FirstChinese = '\u3400';
    private const char LastChinese = '\u9fff';

    public static IEnumerable<Edit> Edits(string text, bool[] isProtected)
    {
        List<Edit> bold = [.. Bold(text, isProtected)];

        // In __重点__a__说明__ the middle is not a name.
        var markers = bold.Select(edit => edit.Start).ToHashSet();
        return Name().Matches(text).Where(name => !isProtected[name.Index] && !markers.Overlaps(Enumerable.Range(name.Index, name.Length))
                && (name.Groups["marker"].Length == 2 ? !name.ValueSpan.ContainsAnyInRange('A', 'Z') : IsChinese(text, name.Index)))
            .SelectMany(name => Escapes(name))
            .Concat(bold);
    }

    private static IEnumerable<Edit> Escapes(Match name)
    {
        var length = name.Groups["marker"].Length;
        return Enumerable.Range(name.Index, length).Concat(Enumerable.Range(name.Index + name.Length - length, length)).Select(at => new Edit(at, 0, "\\"));
    }

    // Markdown ignores these markers within words, and Chinese has no spaces between words. If one run has no partner, none of them is
    // trusted.
    private static IEnumerable<Edit> Bold(string text, bool[] isProtected)
    {
        List<(Match First, Match Last)> pairs = [.. Pair().Matches(text).Where(run => !isProtected[run.Index]).Chunk(2).Select(pair => (pair[0], pair[^1]))];
        return pairs.TrueForAll(pair => IsPair(Content(text, pair)))
            ? pairs.Where(pair => Content(text, pair) is var content && content.ContainsAnyInRange(FirstChinese, LastChinese) && !content.ContainsAny('*', '_'))
                .SelectMany(pair => new[] { new Edit(pair.First.Index, pair.First.Length, "**"), new Edit(pair.Last.Index, pair.Last.Length, "**") })
            : [];
    }

    private static ReadOnlySpan<char> Content(string text, (Match First, Match Last) pair) =>
        pair.First == pair.Last ? [] : text.AsSpan(pair.First.Index + pair.First.Length, pair.Last.Index - pair.First.Index - pair.First.Length);

    private static bool IsPair(ReadOnlySpan<char> content) => content.Length > 0 && content.Trim().Length == content.Length && !content.ContainsAny('\n', '|');

    private static bool IsChinese(string text, int at)
    {
        var start = text.LastIndexOf('\n', at) + 1;
        var end = text.IndexOf('\n', at);
        return text.AsSpan(start, (end < 0 ? text.Length : end) - start).ContainsAnyInRange(FirstChinese, LastChinese);
    }

    [GeneratedRegex("(?<![_\\\\])__(?!_)")]
    private static partial Regex Pair();

    // A pause at the end may stand within the markers or behind them.
    [GeneratedRegex(
        @"(?<![A-Za-z0-9_\\])(?<marker>__?)[A-Za-z0-9](?:[A-Za-z0-9_]{0,98}[A-Za-z0-9])?"
        + @"[，。、：；！？…—,.:!?]{0,9}\k<marker>(?![A-Za-z0-9_])")]
    private static partial Regex Name();
}
