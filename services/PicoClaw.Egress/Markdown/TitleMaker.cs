using System.Buffers;
using System.Globalization;
using System.Text;

namespace PicoClaw.Egress.Markdown;

/// <summary>What the chat list and the push show: the first line that says something, without markup, short.</summary>
internal static class TitleMaker
{
    private const int MaxElements = 20;
    private const string Nothing = "PicoClaw";
    private static readonly SearchValues<char> LineMarkers = SearchValues.Create("#>-+* ");

    public static string From(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (Plain(line) is { Length: > 0 } plain)
            {
                return Shorten(plain);
            }
        }

        return Nothing;
    }

    private static string Plain(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        if (line.StartsWith("```") || line.StartsWith("~~~"))
        {
            return "";
        }

        var plain = new StringBuilder(line.Length);
        var start = line.IndexOfAnyExcept(LineMarkers);
        for (var i = Math.Max(start, 0); start >= 0 && i < line.Length; i++)
        {
            // The address of a link or picture says nothing in a preview; its text does.
            if (line[i] == ']' && i + 1 < line.Length && line[i + 1] == '(' && line[i..].IndexOf(')') is > 0 and var end)
            {
                i += end;
            }
            else if (!"*`~[]!|".Contains(line[i]) || (line[i] == '!' && !(i + 1 < line.Length && line[i + 1] == '[')))
            {
                plain.Append(line[i]);
            }
        }

        return plain.ToString().Trim();
    }

    private static string Shorten(string plain)
    {
        var elements = StringInfo.ParseCombiningCharacters(plain);
        return elements.Length <= MaxElements ? plain : plain[..elements[MaxElements - 1]].TrimEnd() + "…";
    }
}
