namespace PicoClaw.Egress.Pacing;

/// <summary>What a call counts against: the API or the webhook that it calls, and its conversation; every call counts for the process's address too.</summary>
/// <param name="Api">The name of the API, or null for a session webhook.</param>
/// <param name="Webhook">What tells the webhook from others, or null for an API.</param>
/// <param name="Conversation">Null when the call reaches several.</param>
internal sealed record CallScope(string? Api, string? Webhook, string? Conversation);
