using System.Text.Json.Serialization;

namespace PicoClaw.Egress.Channels.DingTalk.Cards;

[JsonSerializable(typeof(CardPlace))]
internal sealed partial class CardPlaceJson : JsonSerializerContext;
