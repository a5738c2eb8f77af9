using System.Text;

namespace PicoClaw.Agent.Attachments.Opening;

/// <summary>Tells the encoding of a text by its bytes: that of its mark, else UTF-8, UTF-16, and GB18030, in which Chinese Windows writes.</summary>
internal static class TextDecoder
{
    private const int SampleLength = 4096;

    private static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    private static readonly Encoding Gb18030 =
        CodePagesEncodingProvider.Instance.GetEncoding("gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>Null when the bytes are no text.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes) =>
        (Marked(bytes) ?? (IsUtf16(bytes, zeroAt: 1) ? Encoding.Unicode.GetString(bytes)
            : IsUtf16(bytes, zeroAt: 0) ? Encoding.BigEndianUnicode.GetString(bytes)
            : Try(Utf8, bytes) ?? Try(Gb18030, bytes))) is { } text && IsText(text) ? text : null;

    private static string? Marked(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.GetString(bytes[3..])
        : bytes.StartsWith(Encoding.UTF32.Preamble) ? Encoding.UTF32.GetString(bytes[4..])
        : bytes.StartsWith(Encoding.Unicode.Preamble) ? Encoding.Unicode.GetString(bytes[2..])
        : bytes.StartsWith(Encoding.BigEndianUnicode.Preamble) ? Encoding.BigEndianUnicode.GetString(bytes[2..])
        : null;

    // Blanks, digits and line breaks have a zero in one of their two bytes, in Chinese texts too; the other byte is seldom one.
    private static bool IsUtf16(ReadOnlySpan<byte> bytes, int zeroAt)
    {
        var sample = bytes[..(Math.Min(bytes.Length, SampleLength) & ~1)];
        var zeros = (There: 0, Beside: 0);
        for (var index = 0; index < sample.Length; index += 2)
        {
            zeros.There += sample[index + zeroAt] == 0 ? 1 : 0;
            zeros.Beside += sample[index + 1 - zeroAt] == 0 ? 1 : 0;
        }

        return bytes.Length % 2 == 0 && zeros.Beside == 0 && zeros.There * 20 > sample.Length / 2;
    }

    private static string? Try(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // Programs and archives are full of control characters.
    private static bool IsText(string text)
    {
        var sample = text.AsSpan(0, Math.Min(text.Length, SampleLength));
        var controls = 0;
        foreach (var letter in sample)
        {
            controls += char.IsControl(letter) && letter is not ('\t' or '\n' or '\r' or '\f' or '\u0085') ? 1 : 0;
        }

        return controls * 100 <= sample.Length;
    }
}
