using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DingTalk.Stream.Protocol;

// Reads JSON that DingTalk writes in more than one way: numbers or strings, objects or JSON in a string, missing fields.
internal static partial class LenientJson
{
    public const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    // Reads a JSON object; `what` names it in the error. Throws MalformedFrameException when it is not JSON or not an object.
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

    // Replaces what a string cannot hold: half an emoji (a name that a peer cut off) or a byte that is not UTF-8 must not cost the whole
    // message.
    public static ReadOnlyMemory<byte> Repair(ReadOnlyMemory<byte> utf8) =>
        Encoding.UTF8.GetBytes(LoneSurrogate().Replace(Encoding.UTF8.GetString(utf8.Span), "\\ufffd"));

    // A property that is present and not null.
    public static JsonElement? Child(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var child) && child.ValueKind != JsonValueKind.Null
            ? child
            : null;

    // A string, or a number or boolean as written; null for anything else.
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

    // An http or https address, or null. On Unix a bare path would parse as a file address.
    public static Uri? WebAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? address
            : null;

    // A property that is an object or array, or a string that holds one.
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
