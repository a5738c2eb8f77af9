namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Inlines;

internal static class CodeSpan
{
    // Every piece of a cut span pays for the marker.
    private const int LongestMarker = 20;

    public static string Of(string content)
    {
        var marker = new string('`', LongestRun(content) + 1);
        var blanks = content.StartsWith(' ') && content.EndsWith(' ') && !string.IsNullOrWhiteSpace(content);
        var pad = content.StartsWith('`') || content.EndsWith('`') || blanks ? " " : "";
        return marker + pad + content + pad + marker;
    }

    /// <summary>False when none is long enough.</summary>
    public static bool HasMarker(string content) => LongestRun(content) < LongestMarker;

    // A code span ends at a run of exactly its own length, so one longer than the longest run is safe.
    private static int LongestRun(ReadOnlySpan<char> content)
    {
        var longest = 0;
        for (var at = content.IndexOf('`'); at >= 0; at = content.IndexOf('`'))
        {
            content = content[at..];
            var length = content.IndexOfAnyExcept('`') is >= 0 and var end ? end : content.Length;
            longest = Math.Max(longest, length);
            content = content[length..];
        }

        return longest;
    }
}
