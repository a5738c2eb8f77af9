namespace PicoClaw.Egress.Outbox;

/// <summary>A call that was out when its process died or lost its lease.</summary>
internal sealed record UnknownCall(string DeliveryId, string CallId);
