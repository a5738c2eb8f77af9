using System.Text.Json;
using System.Text.Json.Nodes;
using DingTalk.Emulator.Json;

namespace DingTalk.Emulator.Links;

// A client's ack. The SDKs differ in everything but the message id, so nothing else is required.
internal sealed record AckFrame(string MessageId, int Code, string? Data)
{
    // As it arrived.
    public required byte[] Frame { get; init; }

    public static AckFrame? Parse(ReadOnlyMemory<byte> utf8, out string problem)
    {
        if (JsonText.ParseObject(utf8, out problem) is not { } root)
        {
            return null;
        }

        if ((root["headers"] as JsonObject)?["messageId"] is not JsonValue id || !id.TryGetValue<string>(out var messageId))
        {
            problem = "headers.messageId is missing";
            return null;
        }

        var code = root["code"] is JsonValue number && int.TryParse(number.ToString(), out var found) ? found : 0;
        return new AckFrame(messageId, code, Text(root["data"])) { Frame = utf8.ToArray() };
    }

    // An EVENT is re-sent unless it was acked with SUCCESS. If an SDK sends no status, the code decides.
    public bool Settles(string type) => type != "EVENT" || Status switch
    {
        "SUCCESS" => true,
        "LATER" => false,
        _ => Code == 200,
    };

    private string? Status =>
        Data is not null && JsonText.ParseObject(Data, out _) is { } data ? new JsonFields(data).Text("status") : null;

    private static string? Text(JsonNode? data) =>
        data is null ? null : data.GetValueKind() == JsonValueKind.String ? data.GetValue<string>() : data.ToJsonString();
}
