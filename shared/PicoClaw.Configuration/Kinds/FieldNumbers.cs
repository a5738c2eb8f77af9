using System.Globalization;
using System.Text.Json;
using PicoClaw.Configuration.Schema;

namespace PicoClaw.Configuration.Kinds;

/// <summary>Numbers with their range, which is stated here and nowhere else: options classes do not repeat it.</summary>
internal static class FieldNumbers
{
    public static FieldKind Whole(int min = 0, int max = int.MaxValue)
    {
        var range = max == int.MaxValue ? $"a whole number, {min} or more" : $"a whole number from {min} to {max}";
        return new FieldKind(Read, () => JsonTypes.Number("integer", min, max == int.MaxValue ? null : max))
        {
            Fault = value => TryParse(value, out var number) && number >= min && number <= max ? null : range,
        };

        void Read(FieldReading reading)
        {
            if (!IsNumeric(reading) || !TryParse(reading.Node.Text.Trim(), out var value))
            {
                reading.Expected(range);
            }
            else if (value < min || value > max)
            {
                reading.Refuse($"expected {range}, found {value}.");
            }
            else
            {
                reading.Emit(value.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    public static FieldKind Number(double min, double max)
    {
        var range = $"a number from {min} to {max}";
        return new FieldKind(Read, () => JsonTypes.Number("number", min, max)) { Fault = value => IsInRange(value, out _) ? null : range };

        bool IsInRange(string text, out double value) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value >= min && value <= max;

        void Read(FieldReading reading)
        {
            if (IsNumeric(reading) && IsInRange(reading.Node.Text, out var value))
            {
                reading.Emit(value.ToString("R", CultureInfo.InvariantCulture));
            }
            else
            {
                reading.Expected(range);
            }
        }
    }

    private static bool TryParse(string text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static bool IsNumeric(FieldReading reading) => reading.Node.Kind is JsonValueKind.Number or JsonValueKind.String;
}
