namespace PicoClaw.Egress.Markdown.Mending;

/// <summary>
/// Marks addresses that Chinese follows without a blank as what they are, so that they end where they should; those that may be bold or italic as well, as clients take the
/// closing marker for a part of the address.
/// </summary>
internal static class GluedAddresses
{
    public static IEnumerable<Edit> Edits(string text, bool[] isProtected)
    {
        var markers = Enumerable.Range(0, text.Length).Where(at => text[at] is '*' or '_' && !isProtected[at]).ToList();
        var emphasized = markers.Count == 0 ? 0..0 : markers[0]..markers[^1];
        for (var start = text.IndexOf("http", StringComparison.Ordinal); start >= 0; start = text.IndexOf("http", start + 1, StringComparison.Ordinal))
        {
            var end = BareAddress.EndOf(text, start);
            if (end > start && isProtected[start] && (start == 0 || !isProtected[start - 1]) && IsAlone(text, start, end)
                && (IsGlued(text, end) || (emphasized.Start.Value < start && end <= emphasized.End.Value)))
            {
                yield return new Edit(start, end - start, $"<{text[start..end]}>");
                start = end - 1;
            }
        }
    }

    private static bool IsGlued(string text, int end) => end < text.Length && (text[end] == '~' || (!char.IsAscii(text[end]) && !char.IsWhiteSpace(text[end])));

    private static bool IsAlone(string text, int start, int end) =>
        (start == 0 || !(char.IsAsciiLetterOrDigit(text[start - 1]) || "<(['\"=/".Contains(text[start - 1]))) && !IsInLink(text, start, end);

    // [the text of a link](…)
    private static bool IsInLink(string text, int start, int end)
    {
        var opening = text.AsSpan(0, start).LastIndexOfAny("[]\n");
        var closing = text.AsSpan(end).IndexOfAny("[]\n");
        return opening >= 0 && text[opening] == '[' && closing >= 0 && text[end + closing] == ']';
    }
}
