using System.Text.RegularExpressions;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Splitting;

internal static partial class LineStart
{
    /// <summary>The most that escaping adds to a line.</summary>
    public static readonly TextSize Cost = TextSize.Of(@"\");

    /// <summary>
    /// Text that moves to the beginning of a line must not become a list, heading, rule, fence, table or definition. A backtick there
    /// belongs to a code span.
    /// </summary>
    public static string Escape(string line)
    {
        var match = Marker().Match(line);
        return match.Success ? line.Insert(match.Groups[1].Index, @"\") : line;
    }

    [GeneratedRegex(@"^(?:\d{1,9}(?=[.)](?:\s|$)))?(?:([-+*.)](?:\s|$)|\#{1,6}(?:\s|$)|~~~|\[[^\]]*\]:|(?=[|:\s]*-)[|:\s-]+$|=+\s*$|(?:[*_]\s*){3,}$))")]
    private static partial Regex Marker();
}
