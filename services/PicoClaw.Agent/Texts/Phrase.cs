using System.Globalization;

namespace PicoClaw.Agent.Texts;

/// <summary>Something that the bot itself says, in each of its languages; <c>{0}</c> and so on are placeholders.</summary>
internal sealed record Phrase(string English, string Chinese)
{
    public string In(Language language, params object?[] values)
    {
        var text = language == Language.Chinese ? Chinese : English;
        return values.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, values);
    }
}
