using System.Text.Json;
using System.Text.Json.Nodes;
using DingTalk.Emulator.Json;

namespace DingTalk.Emulator.Streaming;

// A frame other than a bot message.
internal sealed record PushedFrame(string Type, string Topic, string Id, string Data, JsonObject? Headers = null)
{
    public Dictionary<string, JsonElement>? MoreHeaders() =>
        Headers?.ToDictionary(
            header => header.Key, header => JsonElement.Parse(header.Value is null ? "null" : JsonText.Write(header.Value)));

    // The frame's data is JSON in a string. A string is used as is, so it may be anything.
    public static string ReadData(JsonFields fields) => fields.Root["data"] switch
    {
        null => "{}",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        { } node => JsonText.Write(node),
    };
}
