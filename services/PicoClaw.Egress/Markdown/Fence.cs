namespace PicoClaw.Egress.Markdown;

/// <summary>An open code fence: the line that opens it again and the marker that closes it.</summary>
internal sealed record Fence(string Opening, string Marker)
{
    // Every part pays for both lines, so a longer marker is no fence for us and a longer opening line is repeated without what follows its marker.
    private const int MaxMarker = 20;
    private const int MaxOpeningBytes = 100;

    public static Fence? After(Fence? open, string line)
    {
        var trimmed = line.AsSpan().Trim();
        var character = trimmed.StartsWith("```") ? '`' : trimmed.StartsWith("~~~") ? '~' : '\0';
        if (character == '\0')
        {
            return open;
        }

        var length = trimmed.IndexOfAnyExcept(character) is >= 0 and var end ? end : trimmed.Length;
        var info = trimmed[length..];
        if (open is not null)
        {
            var closes = info.IsEmpty && character == open.Marker[0] && length >= open.Marker.Length;
            return closes ? null : open;
        }

        if (length > MaxMarker || (character == '`' && info.Contains('`')))
        {
            return null;
        }

        var marker = new string(character, length);
        return new Fence(JsonSize.Of(trimmed) > MaxOpeningBytes ? marker : trimmed.ToString(), marker);
    }

    public static bool IsOpenAfter(IEnumerable<string> lines) => lines.Aggregate((Fence?)null, After) is not null;
}
