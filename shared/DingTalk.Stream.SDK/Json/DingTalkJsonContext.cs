using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DingTalk.Stream.OpenApi;

/// <summary>All JSON the library writes; what it reads is too lenient for a serializer.</summary>
[JsonSerializable(typeof(OpenConnectionRequest))]
[JsonSerializable(typeof(AccessTokenRequest))]
[JsonSerializable(typeof(SessionBody))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(BatchSendBody))]
[JsonSerializable(typeof(GroupSendBody))]
[JsonSerializable(typeof(GroupRecallBody))]
[JsonSerializable(typeof(BatchRecallBody))]
[JsonSerializable(typeof(DownloadRequest))]
[JsonSerializable(typeof(ReplyTarget))]
internal sealed partial class DingTalkJsonContext : JsonSerializerContext
{
    /// <summary>Chinese stays three bytes a character instead of six: size limits are in bytes.</summary>
    public static DingTalkJsonContext Relaxed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
