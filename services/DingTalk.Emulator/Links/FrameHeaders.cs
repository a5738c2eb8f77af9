using System.Text.Json;
using System.Text.Json.Serialization;

namespace DingTalk.Emulator.Links;

internal sealed record FrameHeaders(string AppId, string ConnectionId, string ContentType, string MessageId, string Time, string Topic)
{
    // The additional headers of an EVENT: eventId, eventType, … (extension data needs a setter).
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}
