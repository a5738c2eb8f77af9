using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace PicoClaw.Hosting.Cleaning;

/// <summary>
/// Text from people, models, tools and platforms in a form that every store, service and terminal accepts.
/// PostgreSQL refuses NUL and half a surrogate pair, some model services all control characters.
/// </summary>
public static class CleanText
{
    private static readonly SearchValues<char> Dropped = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(letter => char.IsControl(letter) && letter is not ('\t' or '\n' or '\r'))]);

    private const string Ellipsis = "…";

    /// <summary>Control characters are dropped, but for tabs and line breaks; half a surrogate pair becomes U+FFFD.</summary>
    public static string Of(string text)
    {
        if (IsClean(text))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsBmp || !Dropped.Contains((char)rune.Value))
            {
                clean.Append(rune);
            }
        }

        return clean.ToString();
    }

    /// <summary>A name or a title: clean, on one line, of <paramref name="longest"/> characters at most; null when nothing is left.</summary>
    public static string? Line(string? text, int longest)
    {
        if (text is null)
        {
            return null;
        }

        var line = string.Join(' ', Of(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 ? null : Cut(line, longest);
    }

    /// <summary>The first <paramref name="longest"/> characters, one less where the last would be half a pair.</summary>
    public static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];

    /// <summary>As much as fits into <paramref name="bytes"/> of UTF-8, with an ellipsis where something is left out.</summary>
    public static string Head(string text, int bytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= bytes)
        {
            return text;
        }

        var head = new byte[bytes - Encoding.UTF8.GetByteCount(Ellipsis)];
        Utf8.FromUtf16(text, head, out var length, out _);
        return text[..length] + Ellipsis;
    }

    public static bool IsClean(string text) => !text.AsSpan().ContainsAny(Dropped) && !HasHalfPair(text);

    private static bool HasHalfPair(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var at)
        {
            if (Rune.DecodeFromUtf16(text[at..], out _, out var length) != OperationStatus.Done)
            {
                return true;
            }

            text = text[(at + length)..];
        }

        return false;
    }
}
