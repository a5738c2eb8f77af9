namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Splitting;

/// <summary>The size of a text in a message: characters, and bytes when serialized.</summary>
internal readonly record struct TextSize(int Chars, int Bytes)
{
    public static TextSize Of(ReadOnlySpan<char> text) => new(text.Length, JsonSize.Of(text));

    public static TextSize operator +(TextSize a, TextSize b) => new(a.Chars + b.Chars, a.Bytes + b.Bytes);

    public static TextSize operator -(TextSize a, TextSize b) => new(a.Chars - b.Chars, a.Bytes - b.Bytes);

    public static TextSize operator /(TextSize a, int divisor) => new(a.Chars / divisor, a.Bytes / divisor);

    public bool Fits(TextSize room) => Chars <= room.Chars && Bytes <= room.Bytes;
}
