using System.Text;
using System.Text.RegularExpressions;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Inlines;

/// <summary>
/// Where markers are dropped or moved, texts come to touch. They must not look like a list or a heading glued to text: ~~注意：~~- 甲.
/// </summary>
internal static partial class AdjoiningText
{
    private const string HeadingPattern = @"(?<=[。！？：；….!?:][ \t]*)#(?=#{1,5}[ \t]*[\w*])";

    /// <param name="tokens">The paragraph.</param>
    /// <param name="isInItem">Whether a list item may follow directly, which would turn a look-alike into a list.</param>
    public static IReadOnlyList<Token> Escape(IReadOnlyList<Token> tokens, bool isInItem)
    {
        var marks = new Queue<int>((isInItem ? HeadingOrItem() : Heading()).Matches(string.Concat(tokens.Select(Shown))).Select(match => match.Index));
        return marks.Count == 0 ? tokens : Escape(tokens, marks);
    }

    private static List<Token> Escape(IReadOnlyList<Token> tokens, Queue<int> marks)
    {
        List<Token> escaped = [];
        var start = 0;
        foreach (var token in tokens)
        {
            var shown = Shown(token);
            var text = new StringBuilder();
            var at = 0;
            while (marks.TryPeek(out var mark) && mark < start + shown.Length)
            {
                text.Append(shown, at, mark - start - at).Append('\\');
                at = marks.Dequeue() - start;
            }

            escaped.Add(at == 0 && text.Length == 0 ? token : token with { Text = text.Append(shown, at, shown.Length - at).ToString() });
            start += shown.Length;
        }

        return escaped;
    }

    private static string Shown(Token token) => token.Kind == TokenKind.Text ? token.Text : "\n";

    [GeneratedRegex(HeadingPattern)]
    private static partial Regex Heading();

    [GeneratedRegex(HeadingPattern + @"|(?<=：|:[ \t]*)-(?= )|(?<=(?:：|:[ \t]*)1)[.)](?= )")]
    private static partial Regex HeadingOrItem();
}
