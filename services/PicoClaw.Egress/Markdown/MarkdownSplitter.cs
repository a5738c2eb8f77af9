namespace PicoClaw.Egress.Markdown;

/// <summary>Cuts a text into messages that DingTalk takes: between paragraphs if it can, else between lines, else within a line; an open fence is closed and opened again.</summary>
internal static class MarkdownSplitter
{
    /// <summary>Of the serialized text. DingTalk's limits are 15,000 (OpenAPI) and 20,000 (webhook) bytes for the whole body, which mentions and the title share.</summary>
    public const int MaxBytes = 12_000;

    public const int MaxChars = 3_500;

    public static IReadOnlyList<string> Split(string text)
    {
        var part = new PartBuilder();
        var parts = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').SelectMany(LineCutter.Cut))
        {
            while (!part.Fits(line))
            {
                parts.Add(part.Cut());
            }

            part.Add(line);
        }

        if (part.HasText || parts.Count == 0)
        {
            parts.Add(part.Finish());
        }

        return parts;
    }
}
