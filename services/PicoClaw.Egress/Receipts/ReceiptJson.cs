using System.Text.Json.Serialization;

namespace PicoClaw.Egress.Receipts;

/// <summary>How answers are stored.</summary>
[JsonSerializable(typeof(ReceiptAnswer))]
internal sealed partial class ReceiptJson : JsonSerializerContext;
