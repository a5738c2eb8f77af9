using System.Globalization;
using System.Text;

namespace PicoClaw.Configuration.Documents;

/// <summary>Names a character that is invisible or does not belong where it is.</summary>
internal static class CharacterName
{
    public static string Of(Rune rune) => rune.Value switch
    {
        ' ' => "a space",
        '\t' => "a tab",
        '\r' or '\n' => "a line break",
        0xA0 or 0x202F => $"a no-break space (U+{rune.Value:X4})",
        0x3000 => "a full-width space (U+3000)",
        0x200B or 0x200C or 0x200D or 0x2060 or 0xFEFF => $"an invisible character (U+{rune.Value:X4}, zero width)",
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format =>
            $"an invisible character (U+{rune.Value:X4})",
        _ when Rune.IsWhiteSpace(rune) => $"an unusual space (U+{rune.Value:X4})",
        _ => $"a character (U+{rune.Value:X4}) that is not ASCII",
    };
}
