using System.Globalization;
using System.Text.RegularExpressions;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Splitting;

/// <summary>The smallest piece of text that a cut leaves whole: a character as people see it, an escape or an entity.</summary>
internal static partial class TextUnit
{
    // No real text has a character of more parts than this; such a one is cut between its parts.
    private const int Longest = 64;

    public static int LengthAt(string text, int at)
    {
        if (text[at] == '\\' && at + 1 < text.Length && char.IsAscii(text[at + 1]))
        {
            return 2;
        }

        var ahead = text.AsSpan(at, Math.Min(Longest + 1, text.Length - at));
        if (text[at] == '&')
        {
            foreach (var entity in Entity().EnumerateMatches(ahead))
            {
                return entity.Length;
            }
        }

        var length = StringInfo.GetNextTextElementLength(ahead);
        return length <= Longest ? length : char.IsHighSurrogate(text[at + Longest - 1]) ? Longest - 1 : Longest;
    }

    [GeneratedRegex("^&#?[0-9a-zA-Z]{1,32};")]
    private static partial Regex Entity();
}
