namespace PicoClaw.Egress.Markdown;

/// <summary>Cuts a text into messages that DingTalk takes: between paragraphs if it can, else between lines, else within a line; an open fence is closed and opened again.</summary>
internal static class MarkdownSplitter
{
    /// <summary>Of the serialized text. DingTalk's limits are 15,000 (OpenAPI) and 20,000 (webhook) bytes for the whole body, which mentions and the title share.</summary>
    public const int MaxBytes = 12_000;

    public const int MaxChars = 3_500;

    /// <summary>The messages in order; none when the text says nothing.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        text = text.ReplaceLineEndings("\n");
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        if (text.Length <= MaxChars && JsonSize.Of(text) <= MaxBytes)
        {
            return [text];
        }

        var part = new PartBuilder();
        var parts = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            var continued = false;
            foreach (var piece in LineCutter.Cut(line))
            {
                if (continued)
                {
                    // In one message the two pieces would get a line break between them that the line never had.
                    parts.Add(part.Cut(withinLine: true));
                }

                while (!part.TryAdd(piece, continued))
                {
                    parts.Add(part.Cut(withinLine: false));
                }

                continued = true;
            }
        }

        parts.Add(part.Finish());
        parts.RemoveAll(string.IsNullOrEmpty);
        return parts;
    }
}
