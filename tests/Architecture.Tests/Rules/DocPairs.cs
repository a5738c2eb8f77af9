using System.Text.RegularExpressions;

namespace Architecture.Tests.Rules;

/// <summary>A page in English and the same page in Chinese: they lead to each other and agree in everything that is not language.</summary>
internal static partial class DocPairs
{
    private const int Head = 300;

    /// <param name="english">The English page and its link to the other.</param>
    /// <param name="chinese">The Chinese page and its link to the other.</param>
    public static IReadOnlyList<string> Faults((string Text, string Link) english, (string Text, string Link) chinese)
    {
        var (ours, theirs) = (new MarkdownPage(english.Text), new MarkdownPage(chinese.Text));
        var faults = new List<string>();
        if (!english.Text[..Math.Min(Head, english.Text.Length)].Contains($"[中文]({english.Link})", StringComparison.Ordinal))
        {
            faults.Add($"the English page does not begin with a link to {english.Link}");
        }

        if (!chinese.Text[..Math.Min(Head, chinese.Text.Length)].Contains($"[English]({chinese.Link})", StringComparison.Ordinal))
        {
            faults.Add($"the Chinese page does not begin with a link to {chinese.Link}");
        }

        if (!ours.HeadingLevels.SequenceEqual(theirs.HeadingLevels))
        {
            faults.Add($"headings: {string.Join("", ours.HeadingLevels)} in English, {string.Join("", theirs.HeadingLevels)} in Chinese");
        }

        faults.AddRange(ours.Names.Except(theirs.Names, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => $"only in English: {name}"));
        faults.AddRange(theirs.Names.Except(ours.Names, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => $"only in Chinese: {name}"));
        faults.AddRange(Blocks(ours, theirs));
        return faults;
    }

    private static IEnumerable<string> Blocks(MarkdownPage ours, MarkdownPage theirs)
    {
        if (ours.Blocks.Count != theirs.Blocks.Count)
        {
            yield return $"{ours.Blocks.Count} blocks of code in English, {theirs.Blocks.Count} in Chinese";
        }

        foreach (var ((info, content), other) in ours.Blocks.Zip(theirs.Blocks))
        {
            if (info != other.Info || Plain(content) != Plain(other.Content))
            {
                yield return $"different code:\n{content}{other.Content}";
            }
        }
    }

    // Comments are language, and so is their distance.
    private static string Plain(string content) =>
        string.Join('\n', content.Split('\n').Select(line => Comment().Replace(line, "").Trim()).Where(line => line.Length > 0));

    [GeneratedRegex(@"(^|\s+)# .*$")]
    private static partial Regex Comment();
}
