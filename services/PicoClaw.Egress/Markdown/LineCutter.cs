using System.Globalization;

namespace PicoClaw.Egress.Markdown;

/// <summary>Cuts a line that alone is too long for a message, after a blank if there is one near, never within a character.</summary>
internal static class LineCutter
{
    // Room for the fence lines that a part may need around the piece.
    private const int Reserve = 200;

    public static IEnumerable<string> Cut(string line)
    {
        while (!Fits(line))
        {
            var end = EndOfPiece(line);
            yield return line[..end];
            line = line[end..];
        }

        yield return line;
    }

    private static bool Fits(string text) =>
        text.Length <= MarkdownSplitter.MaxChars - Reserve && JsonSize.Of(text) <= MarkdownSplitter.MaxBytes - Reserve;

    private static int EndOfPiece(string line)
    {
        var end = 0;
        var bytes = 0;
        foreach (var start in StringInfo.ParseCombiningCharacters(line.Length > MarkdownSplitter.MaxChars ? line[..MarkdownSplitter.MaxChars] : line).Skip(1))
        {
            bytes += JsonSize.Of(line[end..start]);
            if (start > MarkdownSplitter.MaxChars - Reserve || bytes > MarkdownSplitter.MaxBytes - Reserve)
            {
                break;
            }

            end = start;
        }

        // One character longer than a message is no text that anybody wrote; it is cut between its parts.
        end = end == 0 ? WholeRune(line, MarkdownSplitter.MaxChars / 4) : end;
        var blank = line.LastIndexOf(' ', end - 1, end);
        return blank > end / 2 ? blank + 1 : end;
    }

    private static int WholeRune(string line, int end) => char.IsHighSurrogate(line[end - 1]) ? end - 1 : end;
}
