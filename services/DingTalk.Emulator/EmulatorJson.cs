using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using DingTalk.Emulator.Cards;
using DingTalk.Emulator.Chat;
using DingTalk.Emulator.Faults;
using DingTalk.Emulator.Gateway;
using DingTalk.Emulator.Media;
using DingTalk.Emulator.Models;
using DingTalk.Emulator.Oauth;
using DingTalk.Emulator.Pushing;
using DingTalk.Emulator.Robot;
using DingTalk.Emulator.Statistics;
using DingTalk.Emulator.Streaming;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Json;

[JsonSerializable(typeof(ApiError))]
[JsonSerializable(typeof(Complaint))]
[JsonSerializable(typeof(OpenAnswer))]
[JsonSerializable(typeof(Frame))]
[JsonSerializable(typeof(AccessTokenAnswer))]
[JsonSerializable(typeof(CorpTokenAnswer))]
[JsonSerializable(typeof(LegacyTokenAnswer))]
[JsonSerializable(typeof(WebhookAnswer))]
[JsonSerializable(typeof(OtoAnswer))]
[JsonSerializable(typeof(GroupAnswer))]
[JsonSerializable(typeof(RecallAnswer))]
[JsonSerializable(typeof(EmotionAnswer))]
[JsonSerializable(typeof(CardAnswer<string>))]
[JsonSerializable(typeof(CardAnswer<bool>))]
[JsonSerializable(typeof(CardAnswer<IReadOnlyList<DeliverResult>>))]
[JsonSerializable(typeof(CardAnswer<CardDelivery>))]
[JsonSerializable(typeof(DownloadAnswer))]
[JsonSerializable(typeof(UploadAnswer))]
[JsonSerializable(typeof(SayAnswer))]
[JsonSerializable(typeof(PushAnswer))]
[JsonSerializable(typeof(TranscriptAnswer))]
[JsonSerializable(typeof(StatsAnswer))]
[JsonSerializable(typeof(FaultsAnswer))]
[JsonSerializable(typeof(ChatHello))]
[JsonSerializable(typeof(ChatMessage))]
[JsonSerializable(typeof(ChatCompletion))]
[JsonSerializable(typeof(ModelError))]
[JsonSerializable(typeof(ModelLogAnswer))]
internal sealed partial class EmulatorJson : JsonSerializerContext
{
    // DingTalk does not escape Chinese, and sizes are counted in bytes. Every answer is JSON by its content type, never inside HTML.
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static readonly EmulatorJson Shared = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = Encoder });

    // As some answers come, with every number a string.
    public static readonly EmulatorJson Stringly = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = Encoder, NumberHandling = JsonNumberHandling.WriteAsString });

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = Encoder };

    public static string Text(JsonNode node) => node.ToJsonString(Relaxed);
}
