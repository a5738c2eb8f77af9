using System.Text;
using System.Text.RegularExpressions;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Mending;

/// <summary>
/// Writes pairs of HTML tags in text as the Markdown that they mean. A tag without a partner is text, and so is an unknown one, as in
/// List&lt;string&gt;.
/// </summary>
internal static partial class TagLines
{
    private const string Code = "\uE0F0";
    private const string Pre = "\uE0F1";

    public static List<TextLine> Mend(List<TextLine> lines)
    {
        if (!lines.Exists(line => !line.IsCode && line.Text.Contains('<')))
        {
            return lines;
        }

        // One string, as a pair may span lines; code is left out of it and put back.
        var code = new Queue<TextLine>(lines.Where(line => line.IsCode));
        var text = string.Join('\n', lines.Select(line => line.IsCode ? Code : WithoutSigns(line.Text)));
        var blocks = new PreBlocks();
        text = Replace(HtmlTables.Replace(blocks.TakeOut(WithoutComments(text), Pre, Code), Code));
        return
        [
            .. text.Split('\n').SelectMany(line => line switch { Code => [code.Dequeue()], Pre => blocks.Next(), _ => (List<TextLine>)[TextLine.Of(line)] }),
        ];
    }

    private static string WithoutSigns(string text) => text.Replace(Code, "", StringComparison.Ordinal).Replace(Pre, "", StringComparison.Ordinal);

    private static string WithoutComments(string text)
    {
        var result = new StringBuilder();
        var at = 0;
        while (text.IndexOf("<!--", at, StringComparison.Ordinal) is >= 0 and var start
            && text.IndexOf("-->", start, StringComparison.Ordinal) is >= 0 and var end)
        {
            var isKept = text.AsSpan(start, end - start).Contains(Code, StringComparison.Ordinal) || Protection.IsInCode(text, start, end);
            result.Append(text, at, start - at).Append(isKept ? text[start..(end + 3)] : "");
            at = end + 3;
        }

        return at == 0 ? text : result.Append(text, at, text.Length - at).ToString();
    }

    private static string Replace(string text)
    {
        var isProtected = Protection.Of(text);
        var isEmphasized = Emphasized(text, isProtected);
        List<Match> tags = [.. Tag().Matches(text).Where(tag => !isProtected[tag.Index])];
        var written = new string?[tags.Count];
        var open = new Dictionary<string, Stack<int>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, tag) in tags.Index())
        {
            var name = tag.Groups["name"].Value;
            if (TagMeaning.Alone(name, tag.Value) is { } alone)
            {
                written[index] = alone;
            }
            else if (tag.Groups["end"].Length == 0)
            {
                (open.TryGetValue(name, out var stack) ? stack : open[name] = new()).Push(index);
            }
            else if (open.TryGetValue(name, out var stack) && stack.TryPop(out var first))
            {
                var start = tags[first].Index + tags[first].Length;
                var content = text.AsSpan(start, tag.Index - start);
                var isNothing = content.IsWhiteSpace() || (TagMeaning.IsEmphasis(name) && isEmphasized[tags[first].Index]);
                (written[first], written[index]) = isNothing ? ("", "") : TagMeaning.Pair(name, tags[first].Value, content.Contains('\n'));
            }
        }

        var result = new StringBuilder(text.Length);
        var at = 0;
        foreach (var (index, tag) in tags.Index().Where(tag => written[tag.Index] is not null))
        {
            result.Append(text, at, tag.Index - at);
            at = tag.Index + tag.Length;
            Append(result, written[index]!, at < text.Length ? text[at] : '\n', isEnd: tag.Groups["end"].Length > 0);
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    // By character: whether a marker of emphasis is open there, and another would end it.
    private static bool[] Emphasized(string text, bool[] isProtected)
    {
        var isEmphasized = new bool[text.Length];
        var isOpen = false;
        for (var at = 0; at < text.Length; at++)
        {
            isOpen = text[at] is not ('\n' or '|') && isOpen ^ (text[at] == '*' && !isProtected[at] && (at == 0 || text[at - 1] != '*') && !IsBullet(text, at));
            isEmphasized[at] = isOpen;
        }

        return isEmphasized;
    }

    private static bool IsBullet(string text, int at) => at + 1 < text.Length && text[at + 1] == ' ' && text.AsSpan(0, at).TrimEnd(" >\t") is [] or [.., '\n'];

    // A marker of emphasis does not count within a word or beside another marker.
    private static void Append(StringBuilder result, string written, char next, bool isEnd)
    {
        var neighbour = isEnd ? next : result.Length > 0 ? result[^1] : ' ';
        var touches = written is "**" or "*" && (char.IsAsciiLetterOrDigit(neighbour) || neighbour is '*' or '_');
        result.Append(!touches ? written : isEnd ? $"{written} " : $" {written}");
    }

    [GeneratedRegex(
        @"<(?<end>/?)(?<name>b|strong|i|em|u|ins|s|del|strike|a|font|span|div|p|center|big|small|mark|kbd|code|sub|sup|h[1-6]|ul|ol|li|details"
        + @"|summary|blockquote|label|section|img|hr)(?:\s[^<>\n]{0,1000})?/?>",
        RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
