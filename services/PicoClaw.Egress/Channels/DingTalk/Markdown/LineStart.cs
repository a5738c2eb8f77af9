using System.Text.RegularExpressions;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown;

internal static partial class LineStart
{
    /// <summary>What a line may grow by.</summary>
    public static readonly TextSize Cost = TextSize.Of(@"\");

    /// <summary>
    /// Moving a text to the beginning of a line must not make a list, heading, rule, fence, table or definition of it. A backtick there is
    /// a code span's.
    /// </summary>
    public static string Escape(string line)
    {
        var match = Marker().Match(line);
        return match.Success ? line.Insert(match.Groups[1].Index, @"\") : line;
    }

    [GeneratedRegex(@"^(?:\d{1,9}(?=[.)](?:\s|$)))?(?:([-+*.)](?:\s|$)|\#{1,6}(?:\s|$)|~~~|\[[^\]]*\]:|(?=[|:\s]*-)[|:\s-]+$|=+\s*$|(?:[*_]\s*){3,}$))")]
    private static partial Regex Marker();
}
