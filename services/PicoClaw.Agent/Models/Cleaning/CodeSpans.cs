using System.Text.RegularExpressions;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>The parts of a Markdown text that are code: what stands there is shown, not meant.</summary>
internal sealed partial class CodeParts
{
    private readonly List<(int Start, int End)> _parts;

    public CodeParts(string text) => _parts = [.. Code().Matches(text).Select(code => (code.Index, code.Index + code.Length))];

    public bool Hold(int at) => _parts.Exists(part => part.Start <= at && at < part.End);

    [GeneratedRegex("^[ \t]*(```+|~~~+).*?(^[ \t]*\\1|\\z)|`[^`\n]+`", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
