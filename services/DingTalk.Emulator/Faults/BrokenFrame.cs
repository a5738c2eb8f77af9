using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Faults;

// The frame of the fault `malformed`: true = a truncated frame, a string as is, {"base64": "…"} for binary.
internal static class BrokenFrame
{
    private const string CutShort =
        """{"specVersion":"1.0","type":"CALLBACK","headers":{"topic":"/v1.0/im/bot/messages/get","messageId":"m1","data":"{\"msgt""";

    public static byte[]? Of(JsonNode value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.True:
                return Encoding.UTF8.GetBytes(CutShort);
            case JsonValueKind.String:
                return Encoding.UTF8.GetBytes(value.GetValue<string>());
            case JsonValueKind.Object when value is JsonObject { Count: 1 } root && root["base64"] is JsonValue text
                && text.TryGetValue<string>(out var base64):
                var bytes = new byte[base64.Length];
                return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
            default:
                return null;
        }
    }
}
