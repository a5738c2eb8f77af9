using PicoClaw.Gateway.Doctor.Checking;

namespace PicoClaw.Gateway.Doctor.Machine;

/// <summary>The sentences of PicoClaw's own errors: first what is wrong, then what to do.</summary>
internal static class Advice
{
    public static Finding Of(FindingLevel level, string text, string otherwise)
    {
        // Excerpts of the file and examples stand on lines of their own.
        var first = text.Split('\n', 2)[0].Trim();
        var end = EndOfFirst(first);
        if (end < 0)
        {
            return new Finding(level, first.TrimEnd('.', ':'), otherwise);
        }

        var remedy = first[(end + 1)..].Trim();
        return new Finding(level, first[..end], remedy.EndsWith(':') ? otherwise : remedy);
    }

    // A full stop before a capital; those in names of files and fields stand before none.
    private static int EndOfFirst(string text)
    {
        for (var at = text.IndexOf(". ", StringComparison.Ordinal); at >= 0 && at + 2 < text.Length; at = text.IndexOf(". ", at + 1, StringComparison.Ordinal))
        {
            if (char.IsUpper(text[at + 2]))
            {
                return at;
            }
        }

        return -1;
    }
}
