using System.Text.Json.Serialization;

namespace PicoClaw.Ingress.Spool.Files;

[JsonSerializable(typeof(SpooledMessage))]
internal sealed partial class SpoolJson : JsonSerializerContext;
