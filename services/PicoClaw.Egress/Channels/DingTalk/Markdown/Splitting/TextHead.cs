namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Splitting;

/// <summary>The beginning of a text that is far longer than what is shown of it, so that the rest is never parsed.</summary>
internal static class TextHead
{
    /// <summary>
    /// The text from its first non-blank character on, at most <paramref name="length"/> long. Ends after a paragraph or a line if one ends
    /// in its last quarter.
    /// </summary>
    public static string Of(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var start = text.Length - text.AsSpan().TrimStart().Length;
        return text.Length - start <= length ? text[start..] : text[start..CutBefore(text, start, start + length)];
    }

    private static int CutBefore(string text, int start, int end)
    {
        var late = end - ((end - start) / 4);
        foreach (var boundary in (string[])["\n\n", "\r\n\r\n", "\n"])
        {
            if (text.AsSpan(late, end - late).LastIndexOf(boundary) is >= 0 and var found)
            {
                return late + found + boundary.Length;
            }
        }

        return char.IsLowSurrogate(text[end]) && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;
    }
}
