using System.Text.Json;
using System.Text.Json.Nodes;
using DingTalk.Emulator.Json;

namespace DingTalk.Emulator.Streaming;

// A frame that is no bot message.
internal sealed record PushedFrame(string Type, string Topic, string Id, string Data, JsonObject? Headers = null)
{
    public Dictionary<string, JsonElement>? MoreHeaders() =>
        Headers?.ToDictionary(header => header.Key, header => JsonElement.Parse(header.Value is null ? "null" : JsonText.Write(header.Value)));

    // The frame's data is JSON inside a string; a string is taken as it is, so that it may be anything.
    public static string ReadData(JsonFields fields) => fields.Root["data"] switch
    {
        null => "{}",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        { } node => JsonText.Write(node),
    };
}
