using System.Text.Json.Serialization;

namespace PicoClaw.Agent.History;

/// <summary>How the parts of an entry are written in the store.</summary>
[JsonSerializable(typeof(IReadOnlyList<HistoryPart>))]
internal sealed partial class HistoryJson : JsonSerializerContext;
