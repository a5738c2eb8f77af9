using System.Text.RegularExpressions;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Blocks;

internal sealed partial record RenderedCode(string Language, IReadOnlyList<string> Lines) : RenderedBlock
{
    // Every part pays for the marker twice.
    private const int LongestMarker = 20;

    private readonly string _marker = new('`', Math.Min(LongestMarker, Math.Max(3, Lines.Max(Backticks) + 1)));

    public override int MinChars => Lines.Sum(line => line.Length);

    public string Opening => _marker + Language + "\n";

    public string Closing => "\n" + _marker;

    public string Write(IEnumerable<string> lines) => Opening + string.Join('\n', lines.Select(Guard)) + Closing;

    /// <summary>A line of nothing but backticks, more than the marker has, would end the block; four spaces prevent that.</summary>
    public string Guard(string line) => Backticks(line) >= _marker.Length ? "    " + line : line;

    // Also behind the marks of a quote or an item, where they could be read as the fence of the next block.
    private static int Backticks(string line) => Fence().Match(line).Groups["fence"].Length;

    [GeneratedRegex(@"^(?:\s*(?:>|[-*+]\s|\d{1,9}[.)]\s))*\s*(?<fence>`*)")]
    private static partial Regex Fence();
}
