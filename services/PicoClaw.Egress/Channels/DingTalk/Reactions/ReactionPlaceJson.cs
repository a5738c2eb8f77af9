using System.Text.Json.Serialization;

namespace PicoClaw.Egress.Channels.DingTalk.Reactions;

[JsonSerializable(typeof(ReactionPlace))]
internal sealed partial class ReactionPlaceJson : JsonSerializerContext;
