using System.Text;

namespace PicoClaw.Egress.Markdown.Mending;

/// <summary>Mends what stands within lines, a paragraph at a time.</summary>
internal static class InlineLines
{
    public static IEnumerable<TextLine> Mend(List<TextLine> lines)
    {
        var isInList = false;
        for (int at = 0, end; at < lines.Count; at = end)
        {
            end = at + 1;
            if (!lines[at].IsText)
            {
                yield return lines[at];
                continue;
            }

            isInList = (isInList && lines[at].Text is [' ' or '\t', ..]) || ListMarker(lines[at].Text);
            while (end < lines.Count && lines[end].IsText)
            {
                isInList |= ListMarker(lines[end].Text);
                end++;
            }

            // Behind a blank line, four blanks make code of what is in no list.
            var paragraph = string.Join('\n', lines.GetRange(at, end - at).Select(line => line.Text));
            foreach (var line in (IsIndented(lines[at]) && !isInList ? paragraph : Mend(paragraph)).Split('\n'))
            {
                yield return TextLine.Of(line);
            }
        }
    }

    private static string Mend(string paragraph)
    {
        if (!paragraph.AsSpan().ContainsAny("*_") && !paragraph.Contains("http", StringComparison.Ordinal))
        {
            return paragraph;
        }

        var text = Edited(paragraph, GluedAddresses.Edits(paragraph, Protection.Of(paragraph)));
        var isProtected = Protection.Of(text);
        return Edited(text, Stars.Edits(text, isProtected).Concat(Underscores.Edits(text, isProtected)));
    }

    private static string Edited(string text, IEnumerable<Edit> edits)
    {
        var edited = new StringBuilder(text.Length);
        var at = 0;
        foreach (var edit in edits.OrderBy(edit => edit.Start))
        {
            edited.Append(text, at, edit.Start - at).Append(edit.Text);
            at = edit.Start + edit.Length;
        }

        return at == 0 && edited.Length == 0 ? text : edited.Append(text, at, text.Length - at).ToString();
    }

    private static bool IsIndented(TextLine line) => line.Text.StartsWith("    ", StringComparison.Ordinal) || line.Text.StartsWith('\t');

    private static bool ListMarker(string text)
    {
        var rest = text.AsSpan().TrimStart(" >\t");
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        return rest.StartsWith("- ") || rest.StartsWith("* ") || rest.StartsWith("+ ")
            || (digits is > 0 and < 10 && digits + 1 < rest.Length && rest[digits] is '.' or ')' && rest[digits + 1] == ' ');
    }
}
