using System.Text;
using System.Text.RegularExpressions;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Mending;

/// <summary>Repairs markup within lines, one paragraph at a time.</summary>
internal static partial class InlineLines
{
    public static IEnumerable<TextLine> Mend(List<TextLine> lines)
    {
        for (int at = 0, end; at < lines.Count; at = end)
        {
            end = at + 1;
            if (!lines[at].IsText)
            {
                yield return lines[at];
                continue;
            }

            while (end < lines.Count && lines[end].IsText && !BlockStart().IsMatch(lines[end].Text))
            {
                end++;
            }

            foreach (var line in Mend(string.Join('\n', lines.GetRange(at, end - at).Select(line => line.Text))).Split('\n'))
            {
                yield return TextLine.Of(line);
            }
        }
    }

    private static string Mend(string paragraph)
    {
        if (!paragraph.AsSpan().ContainsAny("*_") && !paragraph.Contains("http", StringComparison.Ordinal)
            && !paragraph.Contains("](", StringComparison.Ordinal))
        {
            return paragraph;
        }

        var isProtected = Protection.Of(paragraph);
        var text = Edited(paragraph, SpacedAddresses.Edits(paragraph, isProtected).Concat(GluedAddresses.Edits(paragraph, isProtected)));
        isProtected = Protection.Of(text);
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

    [GeneratedRegex(@"^[ >\t]*(?:[-*+] |\d{1,9}[.)] |#{1,6} )")]
    private static partial Regex BlockStart();
}
