using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Json;

// Parses untrusted JSON. Every name and string of the result can be read without an exception.
internal static class JsonText
{
    // DingTalk does not escape Chinese, and sizes are counted in bytes. Answers are sent as JSON, never inside HTML.
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = Encoder };
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static string Write(JsonNode node) => node.ToJsonString(Relaxed);

    public static JsonObject? ParseObject(ReadOnlyMemory<byte> utf8, out string problem)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, Strict);
            Touch(document.RootElement);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                problem = "";
                return JsonObject.Create(document.RootElement.Clone());
            }

            problem = "it must be a JSON object";
        }
        catch (JsonException wrong)
        {
            problem = $"it is not valid JSON (line {wrong.LineNumber + 1 ?? 1}, byte {wrong.BytePositionInLine ?? 0})";
        }
        catch (InvalidOperationException)
        {
            problem = "it holds half of a surrogate pair";
        }

        return null;
    }

    public static JsonObject? ParseObject(string text, out string problem)
    {
        try
        {
            return ParseObject(new System.Text.UTF8Encoding(false, true).GetBytes(text), out problem);
        }
        catch (System.Text.EncoderFallbackException)
        {
            problem = "it holds half of a surrogate pair";
            return null;
        }
    }

    // JSON may escape half a surrogate pair, which the reader notices only when the string is read.
    private static void Touch(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Touch(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    Touch(property.Value);
                }

                break;
            default:
                break;
        }
    }
}
