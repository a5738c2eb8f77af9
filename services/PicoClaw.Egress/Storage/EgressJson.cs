using System.Text.Json.Serialization;
using PicoClaw.Contracts;

namespace PicoClaw.Egress.Storage;

/// <summary>How replies lie in the outbox.</summary>
[JsonSerializable(typeof(DeliverMessage))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class EgressJson : JsonSerializerContext;
