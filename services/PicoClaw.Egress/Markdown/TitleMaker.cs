using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PicoClaw.Egress.Markdown;

/// <summary>What the chat list and the push show: the first line that says something, without markup, short.</summary>
internal static partial class TitleMaker
{
    private const int MaxElements = 20;

    // A character that people see may consist of any number of others, and the title shares the body's limit.
    private const int MaxChars = 300;

    // More of a line cannot be needed, and the expressions below are not made for a giant one.
    private const int MaxLine = 2000;
    private const string Nothing = "PicoClaw";
    private static readonly SearchValues<char> Ornaments = SearchValues.Create("#>-+*_=|:~`[]! ");

    public static string From(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (Plain(line.Trim()) is { Length: > 0 } plain)
            {
                return Shorten(plain);
            }
        }

        return Nothing;
    }

    private static string Plain(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("```") || line.StartsWith("~~~") || !line.ContainsAnyExcept(Ornaments))
        {
            return "";
        }

        var plain = BlockMarkers().Replace(line[..Math.Min(line.Length, MaxLine)].ToString(), "");
        plain = Links().Replace(plain, "$1");
        plain = CodeSpans().Replace(plain, "$1");

        // Twice, as one may stand within another.
        plain = Emphasis().Replace(Emphasis().Replace(plain, "$2"), "$2").Trim('|').Trim();
        return plain.AsSpan().ContainsAnyExcept(Ornaments) ? plain : "";
    }

    private static string Shorten(string plain)
    {
        var elements = StringInfo.ParseCombiningCharacters(plain);
        var title = elements.Length <= MaxElements ? plain : plain[..elements[MaxElements - 1]].TrimEnd() + "…";
        return title.Length <= MaxChars ? title : title[..(char.IsHighSurrogate(title[MaxChars - 1]) ? MaxChars - 1 : MaxChars)];
    }

    [GeneratedRegex(@"^(?>#+\s*|>\s*|[-+*]\s+)*")]
    private static partial Regex BlockMarkers();

    // The address of a link or picture says nothing in a preview; its text does.
    [GeneratedRegex(@"!?\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Links();

    [GeneratedRegex("`+([^`]+)`+")]
    private static partial Regex CodeSpans();

    [GeneratedRegex(@"(\*{1,3}|~~)(?=\S)(.+?)(?<=\S)\1")]
    private static partial Regex Emphasis();
}
