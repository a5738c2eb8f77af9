using System.Text.RegularExpressions;

namespace PicoClaw.Agent.Models.Cleaning;

/// <summary>The spans of a Markdown text that are code: marks in them are shown, not meant.</summary>
internal sealed partial class CodeSpans
{
    private readonly List<(int Start, int End)> _spans;

    public CodeSpans(string text) => _spans = [.. Code().Matches(text).Select(code => (code.Index, code.Index + code.Length))];

    public bool Contain(int at) => _spans.Exists(span => span.Start <= at && at < span.End);

    [GeneratedRegex(
        "^[ \t]*(```+|~~~+).*?(^[ \t]*\\1|\\z)|`[^`\n]+`",
        RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
