using System.Text.Json;
using System.Text.Json.Serialization;
using DingTalk.Emulator.Cards;
using DingTalk.Emulator.Chat;
using DingTalk.Emulator.Faults;
using DingTalk.Emulator.Gateway;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Links;
using DingTalk.Emulator.Media;
using DingTalk.Emulator.Models;
using DingTalk.Emulator.Oauth;
using DingTalk.Emulator.Pushing;
using DingTalk.Emulator.Registration;
using DingTalk.Emulator.Robot;
using DingTalk.Emulator.Statistics;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator;

[JsonSerializable(typeof(ApiError))]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(OpenAnswer))]
[JsonSerializable(typeof(Frame))]
[JsonSerializable(typeof(AccessTokenAnswer))]
[JsonSerializable(typeof(CorpTokenAnswer))]
[JsonSerializable(typeof(LegacyTokenAnswer))]
[JsonSerializable(typeof(WebhookAnswer))]
[JsonSerializable(typeof(OtoAnswer))]
[JsonSerializable(typeof(GroupAnswer))]
[JsonSerializable(typeof(RecallAnswer))]
[JsonSerializable(typeof(ReadStatusAnswer))]
[JsonSerializable(typeof(GroupReadAnswer))]
[JsonSerializable(typeof(EmotionAnswer))]
[JsonSerializable(typeof(CardAnswer<string>))]
[JsonSerializable(typeof(CardAnswer<bool>))]
[JsonSerializable(typeof(CardAnswer<IReadOnlyList<DeliverResult>>))]
[JsonSerializable(typeof(CardAnswer<CardDelivery>))]
[JsonSerializable(typeof(DownloadAnswer))]
[JsonSerializable(typeof(UploadAnswer))]
[JsonSerializable(typeof(InitAnswer))]
[JsonSerializable(typeof(BeginAnswer))]
[JsonSerializable(typeof(PollAnswer))]
[JsonSerializable(typeof(RegistrationView))]
[JsonSerializable(typeof(IReadOnlyList<RegistrationView>))]
[JsonSerializable(typeof(StoredAnswer))]
[JsonSerializable(typeof(ExchangesAnswer))]
[JsonSerializable(typeof(SayAnswer))]
[JsonSerializable(typeof(PushAnswer))]
[JsonSerializable(typeof(TranscriptAnswer))]
[JsonSerializable(typeof(ShownAnswers))]
[JsonSerializable(typeof(StatsAnswer))]
[JsonSerializable(typeof(FaultsAnswer))]
[JsonSerializable(typeof(ChatHello))]
[JsonSerializable(typeof(ChatMessage))]
[JsonSerializable(typeof(ChatCompletion))]
[JsonSerializable(typeof(ModelError))]
[JsonSerializable(typeof(ModelLogAnswer))]
internal sealed partial class EmulatorJson : JsonSerializerContext
{
    public static readonly EmulatorJson Shared = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JsonText.Encoder });

    // Writes numbers as strings, as some of DingTalk's answers do.
    public static readonly EmulatorJson NumbersAsStrings = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = JsonText.Encoder,
        NumberHandling = JsonNumberHandling.WriteAsString,
    });
}
