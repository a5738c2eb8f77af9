using System.Text;
using System.Text.RegularExpressions;

namespace PicoClaw.Configuration.Documents;

/// <summary>Shows one line of a config file with a caret below the fault, but never a value: it may be a secret.</summary>
internal static partial class SourceExcerpt
{
    private const int Width = 100;

    public static string Show(string line, ConfigPlace place)
    {
        var column = Math.Min(place.Column - 1, line.Length);
        var start = Math.Max(0, column - (Width / 2));
        var shown = Mask(line);
        shown = shown.Substring(start, Math.Min(Width, shown.Length - start));
        shown = string.Concat(shown.Select(character => char.IsControl(character) ? ' ' : character));
        var gutter = $"{place.Line,6} | ";
        return $"{gutter}{shown}{Environment.NewLine}{new string(' ', gutter.Length + column - start)}^";
    }

    private static string Mask(string line)
    {
        var masked = new StringBuilder(line.Length);
        var end = 0;
        foreach (Match match in Harmless().Matches(line))
        {
            masked.Append(Stars(line[end..match.Index])).Append(match.Value);
            end = match.Index + match.Length;
        }

        return masked.Append(Stars(line[end..])).ToString();
    }

    private static string Stars(string text) =>
        string.Concat(text.Select(character => char.IsLetterOrDigit(character) || char.IsSurrogate(character) ? '*' : character));

    // Keys and the three literals show the place; everything else stays hidden. Where the fault is a quote, a value may stand before a colon: it
    // follows another colon or a bracket, or holds what no key does.
    [GeneratedRegex("""
        (?<![:[]\s*)"[a-z_]{1,40}"(?=\s*:)|\b(true|false|null)\b
        """)]
    private static partial Regex Harmless();
}
