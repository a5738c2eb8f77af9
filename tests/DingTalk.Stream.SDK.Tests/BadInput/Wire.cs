using System.Text.Json;
using System.Text.Json.Nodes;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.BadInput;

// Builds frames from raw JSON, so every part can be wrong.
internal static class Wire
{
    // Part of every payload and nothing else: no log line may contain it.
    public const string Marker = "geheim";

    public const string CardTopic = "/v1.0/card/instances/callback";

    // Raw JSON of every kind except a plain string.
    public static readonly (string Name, string Json)[] WrongTypes =
    [
        ("null", "null"), ("number", "7"), ("true", "true"), ("array", "[]"), ("nested-array", "[[null,7]]"), ("object", "{}"),
        ("nested-object", """{"a":{"b":[1]}}"""),
    ];

    public static string Frame(string id, string data, string topic = Frames.BotTopic, string type = "CALLBACK", string more = "") =>
        $$"""{"specVersion":"1.0","type":"{{type}}","headers":{{{more}}"messageId":{{Quote(id)}},"topic":"{{topic}}"},"data":{{data}}}""";

    public static string InString(string id, string data, string topic = Frames.BotTopic) => Frame(id, Quote(data), topic);

    // A complete bot message with one field replaced by raw JSON, or added.
    public static string Bot(string id, string field, string json) => InString(id, Replaced(BotFields(), field, json));

    public static string Card(string id, string field, string json) => InString(id, Replaced(CardFields(), field, json), CardTopic);

    public static JsonObject BotFields() => JsonNode.Parse(
        """
        {"conversationId":"cidA==","conversationType":"2","conversationTitle":"geheim",
         "msgId":"msg1==","msgtype":"text","text":{"content":" geheim"},"createAt":1769900000001,
         "senderId":"$:LWCP_v1:$aBcD1234==","senderStaffId":"0123456789","senderNick":"geheim","senderCorpId":"ding0aa1demo",
         "senderUnionId":"u","senderPlatform":"Mac","isAdmin":false,
         "chatbotUserId":"$:LWCP_v1:$bOtX99==","chatbotCorpId":"ding0aa1demo","robotCode":"dingdemo",
         "isInAtList":true,"atUsers":[{"dingtalkId":"$:LWCP_v1:$bOtX99=="}],
         "openThreadId":"cidA==","sessionWebhook":"https://oapi.dingtalk.com/robot/sendBySession?session=geheim","sessionWebhookExpiredTime":1769905400123,
         "originalMsgId":"msgOld==","originalProcessQueryKey":"pqk"}
        """)!.AsObject();

    public static JsonObject CardFields() => JsonNode.Parse(
        """
        {"type":"actionCallback","outTrackId":"trk-1","corpId":"ding0aa1demo","userId":"u1","userIdType":1,"spaceId":"cidA==","spaceType":"IM",
         "content":"{\"cardPrivateData\":{\"actionIds\":[\"a1\"],\"params\":{\"x\":\"geheim\"}}}","extension":"{}"}
        """)!.AsObject();

    public static string Quote(string text) => JsonSerializer.Serialize(text);

    // Not through JsonNode, which cannot hold every value used here.
    private static string Replaced(JsonObject fields, string field, string json)
    {
        fields.Remove(field);
        var rest = fields.ToJsonString();
        return $"{{{Quote(field)}:{json},{rest[1..]}";
    }
}
