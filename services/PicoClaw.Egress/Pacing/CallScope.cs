namespace PicoClaw.Egress.Pacing;

/// <summary>What a call counts against: the API that it calls or the webhooks that are counted together, and its conversation; every call counts for the process's address too.</summary>
/// <param name="Api">The name of the API, or null for a session webhook.</param>
/// <param name="Webhook">What DingTalk counts the webhook's messages by, never the address, which is new with every message; null for an API.</param>
/// <param name="Conversation">DingTalk's, however many threads share it; null when the call reaches several.</param>
internal sealed record CallScope(string? Api, string? Webhook, string? Conversation);
