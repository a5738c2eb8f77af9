namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Mending;

/// <summary>
/// Repairs the Markdown that models write: blocks glued to text move apart, HTML tags become their Markdown, and characters that are
/// markers only by accident are escaped. Valid Markdown and code stay as they are.
/// </summary>
internal static class Mended
{
    // Longer ones are not read as Markdown.
    private const int MaxChars = 128_000;

    public static string Of(string text)
    {
        var visible = DataPictures.Replace(text);
        if (visible.Length > MaxChars)
        {
            return visible;
        }

        var lines = TagLines.Mend(FenceLines.Read(visible.Split('\n')));
        var mended = string.Join('\n', InlineLines.Mend(BlockLines.Mend(lines)).Select(line => line.Text));
        return string.IsNullOrWhiteSpace(mended) ? visible : mended;
    }
}
