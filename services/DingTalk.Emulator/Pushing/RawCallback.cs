using System.Text.Json.Nodes;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Streaming;

namespace DingTalk.Emulator.Pushing;

// Any CALLBACK topic: {"topic", "data", "headers"}
internal static class RawCallback
{
    public static PushedFrame Read(JsonFields fields)
    {
        fields.OnlyKnown(["topic", "data", "headers"]);
        return new PushedFrame(
            "CALLBACK", fields.Text("topic", required: true) ?? "", $"push-{Guid.NewGuid():N}", PushedFrame.ReadData(fields),
            Headers(fields));
    }

    // Scripts cannot set the standard headers, because the ack could not be matched.
    private static JsonObject? Headers(JsonFields fields)
    {
        var headers = fields.Object("headers");
        string[] ours = ["appId", "connectionId", "contentType", "messageId", "time", "topic"];
        if (headers?.FirstOrDefault(header => ours.Contains(header.Key, StringComparer.OrdinalIgnoreCase)).Key is { } taken)
        {
            fields.Report($"\"headers\" must not hold \"{taken}\"");
        }

        return headers;
    }
}
