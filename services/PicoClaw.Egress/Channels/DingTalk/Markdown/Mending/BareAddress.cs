using System.Buffers;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Mending;

/// <summary>
/// A bare address in text. DingTalk's clients take everything up to the next space for a part of it: https://example.com/a（中文）is one
/// address to them.
/// </summary>
internal static class BareAddress
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!$&'()+,;=%");

    // Behind these a word in Chinese belongs to the address.
    private static readonly string[] TakesWords = ["/wiki/", "/item/", "="];

    /// <summary>Behind the address that begins here; the same index where none does.</summary>
    public static int EndOf(string text, int start)
    {
        var rest = text.AsSpan(start);
        if (!rest.StartsWith("http://") && !rest.StartsWith("https://"))
        {
            return start;
        }

        // What is struck out ends with two tildes.
        rest = rest.IndexOf("~~") is >= 0 and var struck ? rest[..struck] : rest;
        var length = rest.IndexOfAnyExcept(Allowed) is >= 0 and var end ? end : rest.Length;
        if (length < rest.Length && Array.Exists(TakesWords, word => text.AsSpan(start, length).EndsWith(word)))
        {
            while (length < rest.Length && (char.IsLetterOrDigit(rest[length]) || Allowed.Contains(rest[length])))
            {
                length++;
            }
        }

        return start + Trimmed(rest[..length]);
    }

    // What ends a sentence, and a bracket that was opened before.
    private static int Trimmed(ReadOnlySpan<char> address)
    {
        var unopened = address.Count(')') - address.Count('(');
        while (address.Length > 0 && (".,;:!?'*_~".Contains(address[^1]) || (address[^1] == ')' && unopened-- > 0)))
        {
            address = address[..^1];
        }

        return address.Length;
    }
}
