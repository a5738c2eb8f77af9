using System.Text.RegularExpressions;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Mending;

/// <summary>Gives tables the shape that Markdown reads: full-width bars become |, and blank lines between all rows are removed.</summary>
internal static partial class TableShapes
{
    public static List<TextLine> Mend(List<TextLine> lines)
    {
        if (!lines.Exists(line => !line.IsCode && Separator().IsMatch(line.Text)))
        {
            return lines;
        }

        var mended = new List<TextLine>(lines.Count);
        for (var at = 0; at < lines.Count; at++)
        {
            if (!IsRow(lines[at]) || IsSeparator(lines[at]) || Next(lines, at) is not { } separator || !IsSeparator(lines[separator]))
            {
                mended.Add(lines[at]);
                continue;
            }

            var isSpread = separator > at + 1;
            mended.Add(Row(lines[at]));
            mended.Add(Row(lines[separator]));
            for (at = separator; Next(lines, at) is { } row && row > at + 1 == isSpread && !IsHeader(lines, row); at = row)
            {
                mended.Add(Row(lines[row]));
            }
        }

        return mended;
    }

    // Of the next table.
    private static bool IsHeader(List<TextLine> lines, int at) => Next(lines, at) is { } next && IsSeparator(lines[next]);

    /// <summary>The row behind this one, with at most one blank line between.</summary>
    private static int? Next(List<TextLine> lines, int at)
    {
        var next = at + 1 < lines.Count && lines[at + 1].IsBlank ? at + 2 : at + 1;
        return next < lines.Count && IsRow(lines[next]) ? next : null;
    }

    private static TextLine Row(TextLine line) => TextLine.Of(line.Text.Replace('｜', '|'));

    private static bool IsRow(TextLine line) => !line.IsCode && line.Text.AsSpan().Trim() is ['|' or '｜', _, .., '|' or '｜'];

    private static bool IsSeparator(TextLine line) => Separator().IsMatch(line.Text);

    [GeneratedRegex(@"^[ \t]*(?:[|｜][ \t]*[:：]?[-—–－─]+[:：]?[ \t]*)+[|｜][ \t]*$")]
    private static partial Regex Separator();
}
