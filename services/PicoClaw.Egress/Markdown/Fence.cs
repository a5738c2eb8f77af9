namespace PicoClaw.Egress.Markdown;

/// <summary>An open code fence: the line that opened it and the marker that closes it.</summary>
internal sealed record Fence(string Opening, string Marker)
{
    // Longer ones are no fences that anybody wrote, and every part pays for both lines.
    private const int MaxMarker = 20;
    private const int MaxOpening = 100;

    public static Fence? After(Fence? open, string line)
    {
        var trimmed = line.AsSpan().Trim();
        var character = trimmed.StartsWith("```") ? '`' : trimmed.StartsWith("~~~") ? '~' : '\0';
        if (character == '\0')
        {
            return open;
        }

        var length = trimmed.IndexOfAnyExcept(character) is >= 0 and var end ? end : trimmed.Length;
        if (length > MaxMarker)
        {
            return open;
        }

        if (open is null)
        {
            return new Fence(trimmed[..Math.Min(trimmed.Length, MaxOpening)].ToString(), new string(character, length));
        }

        var closes = character == open.Marker[0] && length >= open.Marker.Length && length == trimmed.Length;
        return closes ? null : open;
    }

    public static bool IsOpenAfter(IEnumerable<string> lines) => lines.Aggregate((Fence?)null, After) is not null;
}
