namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Splitting;

internal static class TextPieces
{
    /// <summary>The text in pieces that fit, cut between characters; for what is too long and has no better place.</summary>
    public static IEnumerable<string> Of(string text, TextSize room)
    {
        var (start, used) = (0, default(TextSize));
        for (int at = 0, length; at < text.Length; at += length)
        {
            length = TextUnit.LengthAt(text, at);
            var size = TextSize.Of(text.AsSpan(at, length));
            if (at > start && !(used + size).Fits(room))
            {
                yield return text[start..at];
                (start, used) = (at, default);
            }

            used += size;
        }

        yield return text[start..];
    }
}
