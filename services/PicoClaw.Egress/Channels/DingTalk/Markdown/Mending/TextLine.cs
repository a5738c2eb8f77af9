namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Mending;

internal readonly record struct TextLine(string Text, bool IsCode)
{
    public bool IsBlank => !IsCode && Text.AsSpan().TrimStart(" >\t").IsWhiteSpace();

    /// <summary>Where a line of text, not of code, may still belong to a paragraph.</summary>
    public bool IsText => !IsCode && !IsBlank;

    /// <summary>The marks of the quotes that the line stands in.</summary>
    public string Quotes => Text[..(Text.AsSpan().IndexOfAnyExcept(" >\t") is >= 0 and var end && Text.AsSpan(0, end).Contains('>') ? end : 0)];

    public static TextLine Of(string text) => new(text, IsCode: false);
}
