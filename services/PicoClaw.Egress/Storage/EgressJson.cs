using System.Text.Json.Serialization;
using PicoClaw.Contracts;

namespace PicoClaw.Egress.Storage;

/// <summary>How replies are stored in the outbox.</summary>
[JsonSerializable(typeof(DeliverMessage))]
[JsonSerializable(typeof(OutboundContent))]
internal sealed partial class EgressJson : JsonSerializerContext;
