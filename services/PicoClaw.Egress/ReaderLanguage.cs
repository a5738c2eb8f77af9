using System.Text;

namespace PicoClaw.Egress;

/// <summary>The language in which a reader of a text is told something.</summary>
internal static class ReaderLanguage
{
    // Names, code and links use Latin letters in any language.
    public static bool IsChinese(string text)
    {
        var (ideographs, letters) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            ideographs += rune.Value is (>= 0x3400 and <= 0x9FFF) or (>= 0x20000 and <= 0x3FFFF) ? 1 : 0;
            letters += Rune.IsLetter(rune) ? 1 : 0;
        }

        return ideographs > letters / 10;
    }
}
