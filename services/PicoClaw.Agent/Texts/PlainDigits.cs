using System.Globalization;

namespace PicoClaw.Agent.Texts;

internal static class PlainDigits
{
    /// <summary>The text with 0 to 9 for the digits of other scripts and for wide ones, which Chinese keyboards write; as long as it was.</summary>
    public static string Of(string text) => string.Create(text.Length, text, (digits, from) =>
    {
        for (var i = 0; i < digits.Length; i++)
        {
            digits[i] = char.IsDigit(from[i]) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(from[i])) : from[i];
        }
    });
}
