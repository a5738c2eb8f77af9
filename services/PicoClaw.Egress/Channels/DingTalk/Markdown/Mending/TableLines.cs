using System.Text.RegularExpressions;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Mending;

/// <summary>Sets tables apart from the text around them, one row per line.</summary>
internal static partial class TableLines
{
    private const int MaxLine = 20_000;

    public static List<TextLine> Mend(List<TextLine> lines)
    {
        List<TextLine> rows = [.. lines.SelectMany(line => line.IsCode ? [line] : Rows(line.Text).Select(TextLine.Of))];
        var mended = new List<TextLine>(rows.Count);
        var isWithin = false;
        for (var at = 0; at < rows.Count; at++)
        {
            var line = rows[at];
            if (at + 1 < rows.Count && !isWithin && !line.IsCode && !rows[at + 1].IsCode && Separator(rows[at + 1].Text) is { } separator
                && Header(line.Text, Cells(separator)) is var (before, header))
            {
                if (before.Length > 0)
                {
                    mended.Add(TextLine.Of(before));
                }

                Blank(mended, line);
                mended.Add(TextLine.Of(header));
                mended.Add(TextLine.Of(separator));
                (isWithin, at) = (true, at + 1);
                continue;
            }

            if (isWithin && !(line.IsText && line.Text.Contains('|')))
            {
                isWithin = false;
                if (line.IsText)
                {
                    Blank(mended, line);
                }
            }

            mended.Add(line);
        }

        return mended;
    }

    /// <summary>Of a paragraph as it stands after this.</summary>
    public static bool IsTable(string paragraph) => paragraph.Contains('|') && paragraph.Split('\n').Skip(1).Any(line => Separator(line) is not null);

    private static void Blank(List<TextLine> mended, TextLine line)
    {
        if (mended.Count > 0 && mended[^1].IsText)
        {
            mended.Add(TextLine.Of(line.Quotes.TrimEnd()));
        }
    }

    // Dashes of any length, as Chinese keyboards write them, too.
    private static string? Separator(string text) =>
        SeparatorLine().IsMatch(text) && text.Contains('|') && text.AsSpan().ContainsAny("-—–－─")
            ? Dash().Replace(text, "-").Replace('：', ':')
            : null;

    /// <summary>The header, with as many cells as the line below, and the text glued in front of it; null when it is not a header.</summary>
    private static (string Before, string Header)? Header(string text, int cells)
    {
        if (!text.Contains('|'))
        {
            return null;
        }

        if (Cells(text) == cells || ItemMarker().IsMatch(text))
        {
            return ("", text);
        }

        var first = text.IndexOf('|', StringComparison.Ordinal);
        return first > 0 && text.TrimEnd().EndsWith('|') && Cells(text[first..]) == cells && !string.IsNullOrWhiteSpace(text[..first].Trim(' ', '>'))
            ? (text[..first].TrimEnd(), text[first..])
            : null;
    }

    /// <summary>| a | b | |---|---| | 1 | 2 |, as one line.</summary>
    private static IEnumerable<string> Rows(string text)
    {
        if (text.Length > MaxLine || SeparatorWithin().Match(text) is not { Success: true } separator)
        {
            return [text];
        }

        var columns = Cells(separator.Value);
        var before = text[..separator.Index].TrimEnd().TrimEnd('|').Split('|');
        var after = text[(separator.Index + separator.Length)..].Split('|').Select(cell => cell.Trim()).ToList();
        if (before.Length <= columns)
        {
            return [text];
        }

        var rows = new List<string> { string.Join('|', before[..^columns]).TrimEnd(), $"|{string.Join('|', before[^columns..])}|", separator.Value };

        // Between two rows is an empty cell, or none where the bar is shared.
        while (after.Count > 0 && after.Exists(cell => cell.Length > 0))
        {
            after = [.. after.SkipWhile(cell => cell.Length == 0)];
            rows.Add($"| {string.Join(" | ", after.Take(columns))} |");
            after = [.. after.Skip(columns)];
        }

        return rows[0].Length == 0 ? rows.Skip(1) : rows;
    }

    private static int Cells(string row)
    {
        var inner = row.AsSpan().TrimStart(" >\t").TrimEnd();
        inner = inner.StartsWith('|') ? inner[1..] : inner;
        inner = inner.EndsWith('|') && !inner.EndsWith("\\|") ? inner[..^1] : inner;
        return 1 + Bar().Count(inner);
    }

    [GeneratedRegex(@"^(?>[ >\t]*)(?:\|[ \t]*)?[:：]?[-—–－─]+[:：]?(?>[ \t]*)(?:\|[ \t]*[:：]?[-—–－─]+[:：]?(?>[ \t]*))*(?:\|[ \t]*)?$")]
    private static partial Regex SeparatorLine();

    [GeneratedRegex(@"(?<=\|[ \t]*)(?:\|[ \t]*:?-{2,}:?[ \t]*){2,}\|(?=[ \t]*\|)")]
    private static partial Regex SeparatorWithin();

    [GeneratedRegex(@"^[ >\t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\|")]
    private static partial Regex ItemMarker();

    [GeneratedRegex("[—–－─]")]
    private static partial Regex Dash();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();
}
