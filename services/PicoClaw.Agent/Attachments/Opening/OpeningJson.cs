using System.Text.Json.Serialization;

namespace PicoClaw.Agent.Attachments.Opening;

/// <summary>What the opening process writes before the bytes.</summary>
[JsonSerializable(typeof(Opened))]
internal sealed partial class OpeningJson : JsonSerializerContext;
