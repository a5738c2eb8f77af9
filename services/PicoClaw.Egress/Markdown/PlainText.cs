using System.Text;
using System.Text.RegularExpressions;

namespace PicoClaw.Egress.Markdown;

/// <summary>Text that must not become markup.</summary>
internal static partial class PlainText
{
    /// <summary>Within text and code alike: DingTalk's desktop renders what looks like HTML, and phones then show nothing.</summary>
    public static string EscapeHtml(string text) => text.Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>A text without any markup, to be shown as it is.</summary>
    public static string Escape(string text) => EscapeHtml(EscapeMarkers(Special().Replace(text, @"\$0")));

    /// <summary>Stars, underscores and backticks that stand for themselves could pair up anew when the text is cut; escapes are left alone.</summary>
    public static string EscapeMarkers(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                result.Append(text[i++]);
            }
            else if (text[i] == '`' || (text[i] is '*' or '_' && IsMarker(text, i)))
            {
                result.Append('\\');
            }

            result.Append(text[i]);
        }

        return result.ToString();
    }

    /// <summary>The lines, for a text that cannot be read as Markdown.</summary>
    public static IEnumerable<Leaf> Paragraphs(string text)
    {
        var tokens = new TokenList();
        foreach (var line in text.Split('\n'))
        {
            if (string.IsNullOrWhiteSpace(line) && !tokens.IsEmpty)
            {
                yield return new ParagraphLeaf([], 0, tokens.Finish());
                tokens = new TokenList();
            }

            tokens.Text(Escape(line));
            tokens.Break();
        }

        if (!tokens.IsEmpty)
        {
            yield return new ParagraphLeaf([], 0, tokens.Finish());
        }
    }

    // Letters around an underscore make it text. A star with blanks around it would meet the markers where a cut takes the blanks.
    private static bool IsMarker(string text, int i) =>
        text[i] == '*' || i == 0 || i + 1 == text.Length || !char.IsAsciiLetterOrDigit(text[i - 1]) || !char.IsAsciiLetterOrDigit(text[i + 1]);

    [GeneratedRegex(@"[\\\[\]~|&!]")]
    private static partial Regex Special();
}
