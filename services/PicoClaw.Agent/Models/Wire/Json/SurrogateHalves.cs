using System.Globalization;
using System.Text;

namespace PicoClaw.Agent.Models.Wire.Json;

/// <summary>
/// Joins the halves of a character that a service cut in two, such as an emoji whose surrogates come in two events. JSON readers refuse such a half,
/// so it travels as a character of a private plane.
/// </summary>
internal sealed class SurrogateHalves
{
    private const string Escape = "\\u";
    private const int EscapeLength = 6;
    private const int FirstHalf = 0xD800;
    private const int LastHalf = 0xDFFF;
    private const int Plane = 0xF0000;

    private char? _high;

    /// <summary>Replaces every escaped half that stands alone.</summary>
    public static string Hide(string json)
    {
        if (!json.Contains("\\ud", StringComparison.OrdinalIgnoreCase))
        {
            return json;
        }

        var hidden = new StringBuilder(json.Length);
        for (var i = 0; i < json.Length;)
        {
            var (length, half) = Next(json, i);
            var isPair = half is { } first && Next(json, i + length).Half is { } second && char.IsSurrogatePair(first, second);
            if (isPair)
            {
                length += EscapeLength;
            }

            _ = half is { } lone && !isPair
                ? hidden.Append(char.ConvertFromUtf32(Plane + lone - FirstHalf))
                : hidden.Append(json, i, length);
            i += length;
        }

        return hidden.ToString();
    }

    /// <summary>Returns a piece of text with its halves joined. A high half waits for the next piece; a half that stays alone is left out.</summary>
    public string Join(string piece)
    {
        if (_high is null && !piece.Any(char.IsHighSurrogate))
        {
            return piece;
        }

        var joined = new StringBuilder(piece.Length + 1);
        foreach (var rune in piece.EnumerateRunes())
        {
            if (rune.Value is >= Plane and <= Plane + LastHalf - FirstHalf)
            {
                Take((char)(rune.Value - Plane + FirstHalf), joined);
            }
            else
            {
                _high = null;
                joined.Append(rune);
            }
        }

        return joined.ToString();
    }

    private void Take(char half, StringBuilder joined)
    {
        if (_high is { } high && char.IsLowSurrogate(half))
        {
            joined.Append(high).Append(half);
        }

        _high = char.IsHighSurrogate(half) ? half : null;
    }

    // The token at a position: a character, an escape, or the escape of a half.
    private static (int Length, char? Half) Next(string json, int at)
    {
        if (at >= json.Length || json[at] != '\\')
        {
            return (1, null);
        }

        if (string.CompareOrdinal(json, at, Escape, 0, Escape.Length) != 0 || at + EscapeLength > json.Length)
        {
            return (Math.Min(2, json.Length - at), null);
        }

        var digits = json.AsSpan(at + Escape.Length, EscapeLength - Escape.Length);
        return ushort.TryParse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var unit) && unit is >= FirstHalf and <= LastHalf
            ? (EscapeLength, (char)unit)
            : (EscapeLength, null);
    }
}
