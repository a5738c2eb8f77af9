using System.Text.Json;
using System.Text.Json.Serialization;
using PicoClaw.Hosting.DeadLetters;

namespace PicoClaw.Gateway.DeadLetters;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(ControlFile))]
[JsonSerializable(typeof(DeadLetterDetail))]
[JsonSerializable(typeof(IReadOnlyList<DeadLetter>))]
[JsonSerializable(typeof(ReplayResult))]
internal sealed partial class DeadLetterJson : JsonSerializerContext;
