using System.Text;

namespace PicoClaw.Agent.Texts;

/// <summary>Tells the language of a text by its letters.</summary>
internal static class LanguageOf
{
    /// <summary>Null when the text has no letters.</summary>
    public static Language? Text(string? text) =>
        text is null || !text.EnumerateRunes().Any(Rune.IsLetter) ? null : HasHan(text) ? Language.Chinese : Language.English;

    public static bool HasHan(string text) =>
        text.EnumerateRunes().Any(rune => rune.Value is >= 0x3400 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF);
}
