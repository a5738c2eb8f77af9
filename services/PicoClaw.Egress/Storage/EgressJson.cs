using System.Text.Json.Serialization;
using PicoClaw.Contracts;

namespace PicoClaw.Egress.Storage;

/// <summary>How replies are stored in the outbox.</summary>
[JsonSerializable(typeof(DeliverMessage))]
[JsonSerializable(typeof(OutboundContent))]
[JsonSerializable(typeof(SendNotification))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class EgressJson : JsonSerializerContext;
