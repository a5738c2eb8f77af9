using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Mending;

/// <summary>Makes blocks of code of what stands between &lt;pre&gt; and &lt;/pre&gt;.</summary>
internal sealed partial class PreBlocks
{
    private const string End = "</pre>";

    private readonly Queue<List<TextLine>> _blocks = new();

    public List<TextLine> Next() => _blocks.Dequeue();

    /// <summary>
    /// A line with <paramref name="sign"/> for each; what holds <paramref name="code"/>, the sign that stands for a line of code, is left
    /// alone.
    /// </summary>
    public string TakeOut(string text, string sign, string code)
    {
        var result = new StringBuilder();
        var at = 0;
        while (text.IndexOf(End, at, StringComparison.OrdinalIgnoreCase) is >= 0 and var end)
        {
            var behind = end + End.Length;
            var opening = Opening().EnumerateMatches(text.AsSpan(at, end - at)) is var matches && matches.MoveNext() ? matches.Current : default;
            var start = at + opening.Index;
            if (opening.Length == 0 || text.AsSpan(start, end - start).Contains(code, StringComparison.Ordinal) || Protection.IsInCode(text, start, behind))
            {
                result.Append(text, at, behind - at);
            }
            else
            {
                _blocks.Enqueue(Block(text[(start + opening.Length)..end]));
                result.Append(text, at, start - at).Append("\n\n").Append(sign).Append("\n\n");
            }

            at = behind;
        }

        return at == 0 ? text : result.Append(text, at, text.Length - at).ToString();
    }

    private static List<TextLine> Block(string html)
    {
        var content = WebUtility.HtmlDecode(Colour().Replace(html, "")).Trim('\n').TrimEnd();
        var fence = new string('`', 1 + Backticks().Matches(content).Select(run => run.Length).Append(2).Max());
        return [.. content.Split('\n').Prepend(fence).Append(fence).Select(line => new TextLine(line, IsCode: true))];
    }

    [GeneratedRegex(@"<pre\b[^<>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Opening();

    [GeneratedRegex("`{3,}")]
    private static partial Regex Backticks();

    [GeneratedRegex(@"</?(?:code|span)\b[^<>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Colour();
}
