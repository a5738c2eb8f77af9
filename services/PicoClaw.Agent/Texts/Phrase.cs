using System.Globalization;

namespace PicoClaw.Agent.Texts;

/// <summary>Something the bot itself says, in every language that it speaks; <c>{0}</c> and so on stand for what changes.</summary>
internal sealed record Phrase(string English, string Chinese)
{
    public string In(Language language, params object?[] values)
    {
        var text = language == Language.Chinese ? Chinese : English;
        return values.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, values);
    }
}
