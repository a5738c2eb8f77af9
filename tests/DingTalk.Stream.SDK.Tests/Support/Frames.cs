using System.Text.Json;
using System.Text.Json.Nodes;

namespace DingTalk.Stream.Tests.Support;

// Frames as DingTalk writes them (docs/dingtalk-protocol.md 2.1, 2.3 and 3.1).
internal static class Frames
{
    public const string BotTopic = "/v1.0/im/bot/messages/get";

    public static string Bot(string messageId, string conversation = "cidA==", string text = "hi") =>
        Make("CALLBACK", BotTopic, messageId, new JsonObject
        {
            ["conversationId"] = conversation,
            ["conversationType"] = "2",
            ["msgId"] = messageId,
            ["msgtype"] = "text",
            ["text"] = new JsonObject { ["content"] = text },
        }.ToJsonString());

    public static string Ping(string messageId, string opaque) =>
        Make("SYSTEM", "ping", messageId, $$"""{"opaque":"{{opaque}}"}""");

    // The official sample has neither specVersion nor messageId.
    public static string Disconnect() =>
        """{"type":"SYSTEM","headers":{"contentType":"application/json","topic":"disconnect"},"data":"{\"reason\":\"connection is expired\"}"}""";

    public static string Make(string type, string topic, string messageId, string data) =>
        $$"""
        {"specVersion":"1.0","type":{{Quote(type)}},
         "headers":{"appId":"0c7f2a61","connectionId":"7d20aa10","contentType":"application/json",
                    "messageId":{{Quote(messageId)}},"time":"1769900000123","topic":{{Quote(topic)}} },
         "data":{{Quote(data)}} }
        """;

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
