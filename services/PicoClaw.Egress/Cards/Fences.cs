namespace PicoClaw.Egress.Cards;

/// <summary>Code blocks of a text that is not finished.</summary>
internal static class Fences
{
    private const int Shortest = 3;

    /// <summary>Ends a code block that is open, so that the card does not flicker between code and text.</summary>
    public static string Close(string text)
    {
        ReadOnlySpan<char> open = default;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var fence = FenceOf(line);
            if (open.IsEmpty)
            {
                open = fence;
            }
            else if (fence.Length >= open.Length && fence[0] == open[0] && line.Trim().Length == fence.Length)
            {
                open = default;
            }
        }

        return open.IsEmpty ? text : $"{text}\n{open}";
    }

    private static ReadOnlySpan<char> FenceOf(ReadOnlySpan<char> line)
    {
        var start = line.TrimStart();
        if (start.IsEmpty || start[0] is not ('`' or '~'))
        {
            return default;
        }

        var end = start.IndexOfAnyExcept(start[0]);
        var fence = end < 0 ? start : start[..end];
        return fence.Length >= Shortest ? fence : default;
    }
}
