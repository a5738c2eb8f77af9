using System.Text.Json;
using System.Text.Json.Serialization;

namespace PicoClaw.Egress.Notifications.Http;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageRequest))]
[JsonSerializable(typeof(MessageAccepted))]
[JsonSerializable(typeof(MessageStatus))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class MessageJson : JsonSerializerContext;
