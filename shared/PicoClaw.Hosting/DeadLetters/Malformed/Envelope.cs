using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using MassTransit.Serialization;

namespace PicoClaw.Hosting.DeadLetters.Malformed;

/// <summary>Reads a message, or a field of it, out of what MassTransit sends around it.</summary>
public static class Envelope
{
    // A null where the contract has none would fail later, in a place that cannot say why.
    private static readonly JsonSerializerOptions Strict = new(SystemTextJsonMessageSerializer.Options) { RespectNullableAnnotations = true };

    public static bool TryRead<T>(string body, [NotNullWhen(true)] out T? message, [NotNullWhen(false)] out string? problem) =>
        TryRead(body, field: null, out message, out problem);

    public static bool TryRead<T>(string body, string? field, [NotNullWhen(true)] out T? value, [NotNullWhen(false)] out string? problem)
    {
        (value, problem) = (default, "it is empty");
        try
        {
            using var document = JsonDocument.Parse(body);
            var element = document.RootElement;
            if (!TryEnter(ref element, "message") || (field is not null && !TryEnter(ref element, field)))
            {
                problem = $"it has no \"{field ?? "message"}\"";
                return false;
            }

            value = element.Deserialize<T>(Strict);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            problem = exception.Message;
        }

        return value is not null;
    }

    private static bool TryEnter(ref JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out element);
}
