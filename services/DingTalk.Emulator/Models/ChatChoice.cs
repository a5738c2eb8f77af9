using System.Text.Json.Serialization;

namespace DingTalk.Emulator.Models;

internal sealed record ChatChoice(int Index, [property: JsonPropertyName("finish_reason")] string? FinishReason)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ModelMessage? Message { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ChatDelta? Delta { get; init; }
}
