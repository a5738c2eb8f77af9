namespace PicoClaw.Egress.Outbox;

/// <summary>Where a walk through the conversations came by: the first open reply of one of them.</summary>
internal sealed record HeadPlace(string LaneId, string DeliveryId);
