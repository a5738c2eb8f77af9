using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PicoClaw.Agent.Storage;

/// <summary>Reads what another version of this service may have written.</summary>
internal static class StoredBody
{
    public static bool TryRead<T>(string body, JsonTypeInfo<T> type, [NotNullWhen(true)] out T? value, [NotNullWhen(false)] out string? problem)
        where T : class
    {
        try
        {
            value = JsonSerializer.Deserialize(body, type);
            problem = value is null ? "it is empty" : null;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            (value, problem) = (null, exception.Message);
        }

        return problem is null;
    }
}
