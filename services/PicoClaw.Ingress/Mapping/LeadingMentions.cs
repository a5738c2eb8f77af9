using System.Buffers;

namespace PicoClaw.Ingress.Mapping;

internal static class LeadingMentions
{
    // DingTalk ends a mention with a blank or U+2005.
    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\r\n\u2005\u00a0\u3000");

    /// <summary>Removes the @names at the start of a group message; the rest keeps its line breaks.</summary>
    public static string Remove(string text)
    {
        var rest = text.AsSpan().Trim();
        while (rest.StartsWith("@"))
        {
            var end = rest.IndexOfAny(Ends);
            if (end < 0)
            {
                return "";
            }

            rest = rest[end..].Trim();
        }

        return rest.ToString();
    }
}
