namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Mending;

/// <summary>
/// Literal stars, and bold with spaces inside its markers. Stars within a word of letters and digits are a product (2*3)
/// or a power (x**2), with a slash or a point they are a pattern (src/*.ts), and three within a word hide one (这个***和). If one of a kind is
/// a marker, all of that kind may be.
/// </summary>
internal static class Stars
{
    public static IEnumerable<Edit> Edits(string text, bool[] isProtected) =>
        Star.RunsOf(text, isProtected).GroupBy(run => run.Cell).SelectMany(cell => OfCell(text, [.. cell]));

    private static IEnumerable<Edit> OfCell(string text, List<Star> runs)
    {
        // **甲****乙**
        List<Star> joints = [.. runs.Where((run, index) => run.Length == 4 && !char.IsAscii(run.Before) && !char.IsAscii(run.After)
            && index > 0 && index + 1 < runs.Count && runs[index - 1].Length is 2 or 4 && runs[index + 1].Length is 2 or 4 && runs[0].Length == 2)];
        List<Edit> edits = [.. joints.Select(joint => new Edit(joint.Start + 2, 0, " "))];
        runs.RemoveAll(joints.Contains);

        // Three stars may be closed by two and one.
        var isOpen = runs.Count(run => run.Length == 3 && !run.IsWithinWord) % 2 > 0;
        foreach (var kind in runs.GroupBy(run => Math.Min(run.Length, 3)).Select(kind => kind.ToList()).Where(kind => kind.Count > 1))
        {
            if (!(isOpen && kind[0].Length < 3) && kind.TrueForAll(run => run.IsPattern || run.IsWithinWord || run.IsAlone))
            {
                edits.AddRange(kind.SelectMany(run => Enumerable.Range(run.Start, run.Length)).Select(at => new Edit(at, 0, "\\")));
            }
            else if (kind[0].Length == 2 && kind.Count % 2 == 0 && !runs.Exists(run => run.Length > 2))
            {
                edits.AddRange(kind.Chunk(2).SelectMany(pair => Tightened(text, pair[0], pair[1])));
            }
        }

        return edits;
    }

    // Markdown does not read ** 注意 ** as bold, although it was meant so; 2 ** 3 ** 4 was not.
    private static IEnumerable<Edit> Tightened(string text, Star first, Star last)
    {
        var start = first.End;
        var content = text.AsSpan(start, last.Start - start);
        var inner = content.Trim();
        if (inner.IsEmpty || inner.Length == content.Length || content.Contains('\n') || IsOperand(inner, text, first, last))
        {
            return [];
        }

        var leading = content.Length - content.TrimStart().Length;
        var trailing = content.Length - content.TrimEnd().Length;
        return new[] { new Edit(start, leading, ""), new Edit(last.Start - trailing, trailing, "") }.Where(edit => edit.Length > 0);
    }

    private static bool IsOperand(ReadOnlySpan<char> content, string text, Star first, Star last) =>
        !content.ContainsAnyExceptInRange('!', '~') && IsOperand(text.AsSpan(0, first.Start).TrimEnd(), atEnd: true)
            && IsOperand(text.AsSpan(last.End).TrimStart(), atEnd: false);

    private static bool IsOperand(ReadOnlySpan<char> text, bool atEnd) =>
        text.Length > 0 && (atEnd ? text[^1] : text[0]) is var letter && (char.IsAsciiLetterOrDigit(letter) || letter is '(' or ')' or '_');
}
