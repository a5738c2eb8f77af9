using System.Globalization;
using System.Text.Json;

namespace PicoClaw.Agent.Models.Wire.Json;

/// <summary>Reads fields of JSON that services write with other types than documented; null when there is nothing usable.</summary>
internal static class LenientJson
{
    public static JsonElement? Field(this JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null
            ? field
            : null;

    public static JsonElement? Field(this JsonElement element, string name) => ((JsonElement?)element).Field(name);

    public static IReadOnlyList<JsonElement> Items(this JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray()],
        { ValueKind: JsonValueKind.Object } one => [one],
        _ => [],
    };

    public static string? Text(this JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } scalar => scalar.GetRawText(),
        _ => null,
    };

    public static long? Number(this JsonElement? element) =>
        double.TryParse(element.Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < long.MaxValue
            ? (long)number
            : null;

    /// <summary>Null when the text is not JSON.</summary>
    public static JsonElement? Parse(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
