using System.Text.Json;
using System.Text.Json.Serialization;

namespace PicoClaw.Gateway.Commands.Send;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageToSend))]
internal sealed partial class SendJson : JsonSerializerContext;
