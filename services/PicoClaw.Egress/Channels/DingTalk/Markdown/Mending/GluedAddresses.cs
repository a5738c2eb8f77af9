namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Mending;

/// <summary>Puts a space after an address that Chinese text follows directly, so that it ends there.</summary>
internal static class GluedAddresses
{
    public static IEnumerable<Edit> Edits(string text, bool[] isProtected)
    {
        for (var start = text.IndexOf("http", StringComparison.Ordinal); start >= 0; start = text.IndexOf("http", start + 1, StringComparison.Ordinal))
        {
            var end = BareAddress.EndOf(text, start);
            if (end > start && isProtected[start] && (start == 0 || !isProtected[start - 1]) && IsAlone(text, start, end))
            {
                // What is struck out is shown without its tildes.
                var behind = text.AsSpan(0, start).EndsWith("~~") && text.AsSpan(end).StartsWith("~~") ? end + 2 : end;
                if (behind < text.Length && !char.IsAscii(text[behind]) && !char.IsWhiteSpace(text[behind]))
                {
                    yield return new Edit(behind, 0, " ");
                }

                start = end - 1;
            }
        }
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
