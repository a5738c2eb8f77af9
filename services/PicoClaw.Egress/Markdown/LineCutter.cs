using System.Globalization;

namespace PicoClaw.Egress.Markdown;

/// <summary>Cuts a line that alone is too long for a message, after a blank if there is one near, never within a character.</summary>
internal static class LineCutter
{
    // Room for the fence lines that a part may need around the piece.
    private const int Reserve = 200;
    private const int MaxChars = MarkdownSplitter.MaxChars - Reserve;
    private const int MaxBytes = MarkdownSplitter.MaxBytes - Reserve;

    public static IEnumerable<string> Cut(string line)
    {
        var start = 0;
        while (!Fits(line.AsSpan(start)))
        {
            var end = start + EndOfPiece(line.Substring(start, Math.Min(MarkdownSplitter.MaxChars, line.Length - start)));
            yield return line[start..end];
            start = end;
        }

        yield return line[start..];
    }

    private static bool Fits(ReadOnlySpan<char> text) => text.Length <= MaxChars && JsonSize.Of(text) <= MaxBytes;

    private static int EndOfPiece(string window)
    {
        var end = 0;
        var bytes = 0;
        foreach (var start in StringInfo.ParseCombiningCharacters(window).Skip(1))
        {
            bytes += JsonSize.Of(window.AsSpan(end, start - end));
            if (start > MaxChars || bytes > MaxBytes)
            {
                break;
            }

            end = start;
        }

        // One character longer than a message is no text that anybody wrote; it is cut between its parts.
        end = end == 0 ? WholeRune(window, MarkdownSplitter.MaxChars / 4) : end;
        var blank = window.LastIndexOf(' ', end - 1, end);
        return blank > end / 2 ? blank + 1 : end;
    }

    private static int WholeRune(string text, int end) => char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;
}
