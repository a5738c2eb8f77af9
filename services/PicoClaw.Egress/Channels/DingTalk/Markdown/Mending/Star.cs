namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Mending;

/// <summary>A run of stars. It pairs only with one in the same cell; a paragraph without a table is one cell.</summary>
internal readonly record struct Star(int Start, int Length, int Cell, char Before, char After, bool IsBeforeSuffix)
{
    public int End => Start + Length;

    public bool IsBeforeBlank => char.IsWhiteSpace(After);

    /// <summary>*.ts, src/*, src/**/x</summary>
    public bool IsPattern =>
        (Length == 1 && IsBeforeSuffix && (char.IsLetterOrDigit(Before) || char.IsWhiteSpace(Before) || Before is '/' or '\\' or '_' or '-'))
        || (Length < 3 && (After == '/' || (Before == '/' && (IsBeforeBlank || char.IsAsciiLetterOrDigit(After) || After == '*'))));

    /// <summary>SELECT * FROM: it can be no marker.</summary>
    public bool IsAlone => Length == 1 && char.IsWhiteSpace(Before) && IsBeforeBlank;

    /// <summary>2*3, x**2, 这个***和</summary>
    public bool IsWithinWord => Length < 3
        ? char.IsAsciiLetterOrDigit(Before) && char.IsAsciiLetterOrDigit(After)
        : char.IsLetterOrDigit(Before) && char.IsLetterOrDigit(After);

    public static IEnumerable<Star> RunsOf(string text, bool[] isProtected)
    {
        var cell = 0;
        var isTable = TableLines.IsTable(text);
        for (var at = 0; at < text.Length; at++)
        {
            cell += isTable && text[at] == '|' && !isProtected[at] ? 1 : 0;
            if (text[at] != '*' || isProtected[at])
            {
                continue;
            }

            var start = at;
            while (at + 1 < text.Length && text[at + 1] == '*')
            {
                at++;
            }

            // What is struck out is shown without its tildes.
            var left = text.AsSpan(0, start).TrimEnd('~');
            var right = text.AsSpan(at + 1).TrimStart('~');
            var run = new Star(
                start,
                at + 1 - start,
                cell,
                left is [.., var before] ? before : '\n',
                right is [var after, ..] ? after : '\n',
                right is ['.', var suffix, ..] && (char.IsAsciiLetterOrDigit(suffix) || suffix == '*'));
            if (!run.IsMarkerOfBlock(text))
            {
                yield return run;
            }
        }
    }

    // An item of a list, or a rule.
    private bool IsMarkerOfBlock(string text)
    {
        var line = Start == 0 ? 0 : text.LastIndexOf('\n', Start - 1) + 1;
        var end = text.IndexOf('\n', End) is >= 0 and var found ? found : text.Length;
        return (Length == 1 && IsBeforeBlank && !text.AsSpan(line, Start - line).ContainsAnyExcept(" >\t"))
            || !text.AsSpan(line, end - line).ContainsAnyExcept(" >\t*");
    }
}
