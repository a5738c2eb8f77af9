using System.Text.Json.Serialization;

namespace DingTalk.Emulator.Models;

// The answer, whole or as one chunk of a stream.
internal sealed record ChatCompletion(
    string Id, [property: JsonPropertyName("object")] string Kind, long Created, string Model, IReadOnlyList<ChatChoice> Choices)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ChatUsage? Usage { get; init; }
}
