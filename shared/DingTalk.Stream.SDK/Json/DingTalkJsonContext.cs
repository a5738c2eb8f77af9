using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DingTalk.Stream.OpenApi;

// All JSON that the library writes. DingTalk's own JSON varies too much for a serializer; LenientJson reads it.
[JsonSerializable(typeof(OpenConnectionRequest))]
[JsonSerializable(typeof(AccessTokenRequest))]
[JsonSerializable(typeof(SessionBody))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(BatchSendBody))]
[JsonSerializable(typeof(GroupSendBody))]
[JsonSerializable(typeof(GroupRecallBody))]
[JsonSerializable(typeof(BatchRecallBody))]
[JsonSerializable(typeof(GroupQueryBody))]
[JsonSerializable(typeof(DownloadRequest))]
[JsonSerializable(typeof(CardCreateBody))]
[JsonSerializable(typeof(CardDeliverBody))]
[JsonSerializable(typeof(CardUpdateBody))]
[JsonSerializable(typeof(CardStreamBody))]
[JsonSerializable(typeof(EmotionBody))]
[JsonSerializable(typeof(ReplyTarget))]
internal sealed partial class DingTalkJsonContext : JsonSerializerContext
{
    // Unescaped, a Chinese character takes three bytes instead of six, and size limits count bytes.
    public static DingTalkJsonContext Relaxed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
