using System.Text;
using System.Text.RegularExpressions;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Mending;

/// <summary>Writes tables of HTML as tables of Markdown.</summary>
internal static partial class HtmlTables
{
    private const string End = "</table>";

    /// <summary>Leaves alone what holds <paramref name="code"/>, the sign that stands for a line of code.</summary>
    public static string Replace(string text, string code)
    {
        var result = new StringBuilder();
        var at = 0;
        while (text.IndexOf(End, at, StringComparison.OrdinalIgnoreCase) is >= 0 and var end)
        {
            var offset = text.AsSpan(at, end - at).LastIndexOf("<table", StringComparison.OrdinalIgnoreCase);
            var start = at + offset;
            var isTable = offset >= 0 && !text.AsSpan(start, end - start).Contains(code, StringComparison.Ordinal) && !Protection.IsInCode(text, start, end);
            result.Append(text, at, (isTable ? start : end + End.Length) - at).Append(isTable ? Table(text[start..end]) : "");
            at = end + End.Length;
        }

        return at == 0 ? text : result.Append(text, at, text.Length - at).ToString();
    }

    private static string Table(string html)
    {
        List<List<string>> rows = [.. Row().Split(html).Select(row => Cell().Split(row).Skip(1).Select(Content).ToList()).Where(row => row.Count > 0)];
        if (rows.Count == 0)
        {
            return Tag().Replace(html, " ");
        }

        rows.Insert(1, [.. rows[0].Select(_ => "---")]);
        return $"\n\n{string.Join('\n', rows.Select(row => $"| {string.Join(" | ", row)} |"))}\n\n";
    }

    private static string Content(string cell) => Tag().Replace(cell, " ").Replace("|", @"\|", StringComparison.Ordinal).ReplaceLineEndings(" ").Trim();

    [GeneratedRegex(@"<tr\b[^<>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Row();

    [GeneratedRegex(@"<t[hd]\b[^<>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Cell();

    [GeneratedRegex(@"</?(?:table|thead|tbody|tfoot|caption|colgroup|col|tr|th|td)\b[^<>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
