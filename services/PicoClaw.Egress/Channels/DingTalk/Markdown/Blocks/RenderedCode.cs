namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Blocks;

internal sealed record RenderedCode(string Language, IReadOnlyList<string> Lines) : RenderedBlock
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

    private static int Backticks(string line)
    {
        var trimmed = line.AsSpan().TrimStart();
        return trimmed.IndexOfAnyExcept('`') is >= 0 and var end ? end : trimmed.Length;
    }
}
