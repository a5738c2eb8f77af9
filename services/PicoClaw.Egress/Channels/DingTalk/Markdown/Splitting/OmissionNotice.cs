using System.Globalization;
using System.Text;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Splitting;

/// <summary>Says in the reader's language how much of a reply was left out.</summary>
internal static class OmissionNotice
{
    private const int TenThousand = 10_000;

    /// <summary>The most that the sentence takes, with the blank line before it.</summary>
    public static readonly TextSize MaxSize = TextSize.Of("\n\n") + new TextSize(90, 90);

    /// <summary>Counts all characters but white space.</summary>
    public static long Count(ReadOnlySpan<char> text)
    {
        var count = 0L;
        foreach (var character in text)
        {
            count += char.IsWhiteSpace(character) ? 0 : 1;
        }

        return count;
    }

    public static string Sentence(string shown, long count) => IsChinese(shown)
        ? $"（内容过长，其余约 {ChineseNumber(Rounded(count))}字未发送）"
        : string.Create(CultureInfo.InvariantCulture, $"(This reply is too long for a chat: about {Rounded(count):N0} more characters were not sent.)");

    private static string ChineseNumber(long count) =>
        count < TenThousand
            ? string.Create(CultureInfo.InvariantCulture, $"{count} ")
            : string.Create(CultureInfo.InvariantCulture, $"{count / (decimal)TenThousand:0.#} 万");

    // Two significant digits: the omitted text was never rendered, so the count is an estimate.
    private static long Rounded(long count)
    {
        var unit = 10L;
        while (count / unit >= 100)
        {
            unit *= 10;
        }

        return (count + unit - 1) / unit * unit;
    }

    // Names, code and links use Latin letters in any language.
    private static bool IsChinese(string text)
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
