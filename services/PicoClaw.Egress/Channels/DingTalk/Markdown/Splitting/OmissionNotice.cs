using System.Globalization;

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

    public static string Sentence(string shown, long count) => ReaderLanguage.IsChinese(shown)
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
}
