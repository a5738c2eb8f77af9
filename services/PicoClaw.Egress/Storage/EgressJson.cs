using System.Text.Json.Serialization;
using PicoClaw.Contracts;

namespace PicoClaw.Egress.Storage;

/// <summary>How replies lie in the outbox.</summary>
[JsonSerializable(typeof(DeliverMessage))]
internal sealed partial class EgressJson : JsonSerializerContext;
