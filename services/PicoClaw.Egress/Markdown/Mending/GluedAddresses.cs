namespace PicoClaw.Egress.Markdown.Mending;

/// <summary>Marks addresses that Chinese follows without a blank as what they are, so that they end where they should.</summary>
internal static class GluedAddresses
{
    public static IEnumerable<Edit> Edits(string text, bool[] isProtected)
    {
        for (var start = text.IndexOf("http", StringComparison.Ordinal); start >= 0; start = text.IndexOf("http", start + 1, StringComparison.Ordinal))
        {
            var end = BareAddress.EndOf(text, start);
            if (end > start && isProtected[start] && (start == 0 || !isProtected[start - 1]) && IsGlued(text, end) && IsAlone(text, start, end))
            {
                yield return new Edit(start, end - start, $"<{text[start..end]}>");
                start = end - 1;
            }
        }
    }

    // Markers between the two may be left out when the text is rendered, and then what follows them is glued to the address.
    private static bool IsGlued(string text, int end)
    {
        var rest = text.AsSpan(end);
        return rest.StartsWith("~~") || (rest.TrimStart(".,;:!?'*_~)") is [var next, ..] && !char.IsWhiteSpace(next) && (!char.IsAscii(next) || rest[0] is '*' or '_' or '~'));
    }

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
