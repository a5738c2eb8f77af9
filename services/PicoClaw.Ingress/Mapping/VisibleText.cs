using System.Globalization;

namespace PicoClaw.Ingress.Mapping;

/// <summary>Trims invisible characters: blanks, and what clients leave behind, such as U+200B, and U+FFFC in place of a picture.</summary>
internal static class VisibleText
{
    public static string Trim(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsInvisible(text[start]))
        {
            start++;
        }

        while (end > start && IsInvisible(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    // The last two are letters to Unicode: the Braille blank and the Hangul filler.
    private static bool IsInvisible(char letter) =>
        char.IsWhiteSpace(letter) || char.GetUnicodeCategory(letter) == UnicodeCategory.Format || letter is '\uFFFC' or '\u2800' or '\u3164';
}
