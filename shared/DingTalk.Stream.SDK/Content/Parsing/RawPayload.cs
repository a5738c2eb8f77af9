using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DingTalk.Stream.Protocol;

// The fields of an unsupported message that not every message has (docs/dingtalk-protocol.md 3.1).
internal static class RawPayload
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly FrozenSet<string> Common = FrozenSet.Create(
        StringComparer.Ordinal,
        "conversationId", "conversationType", "conversationTitle", "msgId", "msgtype", "msgType", "createAt", "createdAt", "senderId",
        "senderStaffId", "senderNick", "senderCorpId", "senderUnionId", "senderPlatform", "isAdmin", "chatbotUserId", "chatbotCorpId", "robotCode",
        "isInAtList", "atUsers", "openThreadId", "sessionWebhook", "sessionWebhookExpiredTime", "originalMsgId", "originalProcessQueryKey",
        "repliedMsg", "quoteMessage");

    public static string? Of(JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object || !data.EnumerateObject().Any(field => !Common.Contains(field.Name)))
        {
            return null;
        }

        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, Options))
        {
            writer.WriteStartObject();
            foreach (var field in data.EnumerateObject().Where(field => !Common.Contains(field.Name)))
            {
                field.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
