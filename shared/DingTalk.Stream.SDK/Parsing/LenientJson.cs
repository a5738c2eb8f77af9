using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DingTalk.Stream.Protocol;

/// <summary>Reads what DingTalk writes in more than one way: numbers or strings, objects or JSON in a string, missing fields.</summary>
internal static partial class LenientJson
{
    public const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>Reads a JSON object; <paramref name="what"/> names it in the error.</summary>
    /// <exception cref="MalformedFrameException">Not JSON, or not an object.</exception>
    public static T ReadObject<T>(ReadOnlyMemory<byte> utf8, string what, Func<JsonElement, T> read)
    {
        try
        {
            try
            {
                using var document = JsonDocument.Parse(utf8, Options);
                return read(Object(document, what));
            }
            catch (InvalidOperationException)
            {
                using var document = JsonDocument.Parse(Repair(utf8), Options);
                return read(Object(document, what));
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new MalformedFrameException($"{what} is not valid JSON", exception);
        }
    }

    /// <summary>Replaces what no string can hold: half an emoji (a name cut off by a peer) or a byte that is no UTF-8 must not cost a whole message.</summary>
    public static ReadOnlyMemory<byte> Repair(ReadOnlyMemory<byte> utf8) =>
        Encoding.UTF8.GetBytes(LoneSurrogate().Replace(Encoding.UTF8.GetString(utf8.Span), "\\ufffd"));

    /// <summary>A property that is present and not null.</summary>
    public static JsonElement? Child(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var child) && child.ValueKind != JsonValueKind.Null
            ? child
            : null;

    /// <summary>A string, or a number or boolean as it was written; null for anything else.</summary>
    public static string? AsText(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.GetRawText(),
        _ => null,
    };

    public static string? Text(this JsonElement element, string name) => element.Child(name)?.AsText();

    public static string? NonEmptyText(this JsonElement element, string name) =>
        element.Text(name) is { Length: > 0 } text ? text : null;

    public static bool Flag(this JsonElement element, string name) =>
        string.Equals(element.Text(name), "true", StringComparison.OrdinalIgnoreCase);

    public static DateTimeOffset? Instant(this JsonElement element, string name) =>
        long.TryParse(element.Text(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var milliseconds)
            ? FromMilliseconds(milliseconds)
            : null;

    public static DateTimeOffset? FromMilliseconds(long milliseconds) =>
        milliseconds is > 0 and < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    /// <summary>An address of the web, or null: on Unix a mere path would count as the address of a file.</summary>
    public static Uri? WebAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) ? address : null;

    /// <summary>A property that is an object or array, or a string that holds one.</summary>
    public static JsonElement? Nested(this JsonElement element, string name)
    {
        var child = element.Child(name);
        if (child is not { ValueKind: JsonValueKind.String } text)
        {
            return child is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } ? child : null;
        }

        try
        {
            using var document = JsonDocument.Parse(text.GetString()!, Options);
            return document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array
                ? document.RootElement.Clone()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement Object(JsonDocument document, string what) =>
        document.RootElement.ValueKind == JsonValueKind.Object
            ? document.RootElement
            : throw new MalformedFrameException($"{what} is not a JSON object");

    [GeneratedRegex(@"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}")]
    private static partial Regex LoneSurrogate();
}
