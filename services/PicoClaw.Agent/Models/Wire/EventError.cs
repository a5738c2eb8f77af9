using System.Text.Json;

namespace PicoClaw.Agent.Models.Wire;

/// <summary>An error that a service tells of in the middle of its answer, where the status can no longer say so.</summary>
internal static class EventError
{
    private const string Data = "data:";

    public static void ThrowIfTold(string line, SecretMask mask)
    {
        // Nearly every line is a piece of an answer, which need not be read twice.
        if (!line.StartsWith(Data, StringComparison.Ordinal) || !line.Contains("\"error\"", StringComparison.Ordinal) || !IsError(line[Data.Length..]))
        {
            return;
        }

        var answer = line[Data.Length..];
        var failure = new ModelCallException(ModelFault.Passing, $"the answer broke off: {ErrorText.Of(answer, mask)}");
        throw ErrorText.SaysTooLong(answer) ? new ContextTooLongException(failure.Message, failure) : failure;
    }

    private static bool IsError(string data)
    {
        try
        {
            using var document = JsonDocument.Parse(data);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && ((root.TryGetProperty("error", out var error) && error.ValueKind is JsonValueKind.Object or JsonValueKind.String)
                    || (root.TryGetProperty("object", out var kind) && kind.ValueKind == JsonValueKind.String && kind.ValueEquals("error")));
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
