namespace PicoClaw.Ingress.Mapping;

internal static class LeadingMentions
{
    /// <summary>Removes the @names at the start of a group message; the rest keeps its line breaks.</summary>
    public static string Remove(string text)
    {
        var rest = text.AsSpan().Trim();
        while (rest.StartsWith("@"))
        {
            // DingTalk ends a mention with a blank or U+2005.
            var end = rest.IndexOfAny(" \t\r\n\u2005\u00a0\u3000");
            if (end < 0)
            {
                return "";
            }

            rest = rest[end..].Trim();
        }

        return rest.ToString();
    }
}
