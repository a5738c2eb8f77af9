using System.Buffers;
using System.Text;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Blocks;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Inlines;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown;

/// <summary>Text that must not become markup.</summary>
internal static class PlainText
{
    private const int MaxLines = 1000;
    private static readonly SearchValues<char> Markers = SearchValues.Create("`*_");
    private static readonly SearchValues<char> Special = SearchValues.Create(@"\[]~|&!");

    /// <summary>Within text and code alike: DingTalk's desktop renders what looks like HTML, and phones then show nothing.</summary>
    public static string EscapeHtml(string text) => text.Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>A text without any markup, to be shown as it is.</summary>
    public static string Escape(string text)
    {
        if (text.AsSpan().ContainsAny(Special))
        {
            var result = new StringBuilder(text.Length);
            foreach (var character in text)
            {
                result.Append(Special.Contains(character) ? "\\" : "").Append(character);
            }

            text = result.ToString();
        }

        return EscapeHtml(EscapeMarkers(text));
    }

    /// <summary>Escapes literal stars, underscores and backticks, which could form new pairs when the text is cut; existing escapes stay.</summary>
    public static string EscapeMarkers(string text)
    {
        if (!text.AsSpan().ContainsAny(Markers))
        {
            return text;
        }

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

    /// <summary>The lines, for a text that cannot be read as Markdown. There may be millions, so not all at once.</summary>
    public static IEnumerable<RenderedBlock> Paragraphs(string text)
    {
        var tokens = new TokenList();
        var lines = 0;
        for (int at = 0, end; at <= text.Length; at = end + 1)
        {
            end = text.IndexOf('\n', at) is >= 0 and var found ? found : text.Length;
            var line = text[at..end];
            if (!tokens.IsEmpty && (string.IsNullOrWhiteSpace(line) || ++lines % MaxLines == 0))
            {
                yield return new RenderedParagraph([], 0, tokens.Finish());
                tokens = new TokenList();
            }

            tokens.Text(Escape(line));
            tokens.Break();
        }

        if (!tokens.IsEmpty)
        {
            yield return new RenderedParagraph([], 0, tokens.Finish());
        }
    }

    /// <summary>The same without the paragraphs' ends.</summary>
    public static IEnumerable<Token> Tokens(string text) => Paragraphs(text).Cast<RenderedParagraph>().SelectMany(paragraph => paragraph.Tokens);

    // Letters around an underscore make it text. A star with blanks around it would meet the markers where a cut takes the blanks.
    private static bool IsMarker(string text, int i) =>
        text[i] == '*' || i == 0 || i + 1 == text.Length || !char.IsAsciiLetterOrDigit(text[i - 1]) || !char.IsAsciiLetterOrDigit(text[i + 1]);
}
