namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Mending;

/// <summary>
/// What models write for Markdown, as Markdown: blocks that are glued to text stand apart, tags of HTML are what they mean, characters that
/// happen to be markers stand for themselves. What is Markdown already stays as it is, and so does code.
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
