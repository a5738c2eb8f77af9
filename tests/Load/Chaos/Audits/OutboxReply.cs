namespace Load.Chaos.Audits;

/// <summary>A row of egress's outbox.</summary>
internal sealed record OutboxReply(string Id, string Thread, string Body);
