using System.Text.RegularExpressions;

namespace Architecture.Tests.Rules;

/// <summary>What a page of Markdown consists of, as far as rules look at it.</summary>
internal sealed partial class MarkdownPage(string text)
{
    private readonly string _prose = Fence().Replace(text, "");

    /// <summary>The blocks of code: what stands behind the fence, and the content.</summary>
    public IReadOnlyList<(string Info, string Content)> Blocks { get; } =
        [.. Fence().Matches(text).Select(match => (match.Groups["info"].Value.Trim(), match.Groups["content"].Value))];

    public IReadOnlyList<string> Links => [.. Link().Matches(_prose).Select(match => match.Groups["target"].Value)];

    public IReadOnlyList<int> HeadingLevels => [.. Heading().Matches(_prose).Select(match => match.Groups["level"].Length)];

    /// <summary>The names by which links reach the headings, as GitHub makes them.</summary>
    public IReadOnlySet<string> Anchors => Heading().Matches(_prose)
        .Select(match => NoLetter().Replace(match.Groups["title"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Options, variables, files and flags in backticks, such as `egress.bulk_every`, `HTTPS_PROXY` and `--emulator`.</summary>
    public IReadOnlySet<string> Names => Code().Matches(_prose)
        .Select(match => match.Groups["code"].Value)
        .Where(code => Name().IsMatch(code))
        .ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"^ *```(?<info>[^\n]*)\n(?<content>.*?)^ *```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex("^(?<level>#{1,6}) (?<title>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();

    [GeneratedRegex("`(?<code>[^`\n]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Code();

    [GeneratedRegex(@"^[a-z][a-z0-9]*([._][a-z0-9_]+)+$|^[A-Z][A-Za-z0-9]*_[A-Za-z0-9_]+$|^--[a-z-]+$")]
    private static partial Regex Name();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NoLetter();
}
