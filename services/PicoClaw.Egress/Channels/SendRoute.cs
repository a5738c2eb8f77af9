namespace PicoClaw.Egress.Channels;

/// <summary>One of a channel's ways to reach a conversation.</summary>
/// <param name="Name">As the outbox keeps it and the metrics show it.</param>
/// <param name="CostsApiCall">Whether a call counts against the month's API calls.</param>
/// <param name="MaxRecipients">How many people one call may write to.</param>
/// <param name="IsUpload">Whether it only gives the platform what a later call sends: then nothing is delivered, and a repeat does no harm.</param>
/// <param name="IsRepeatable">Whether the same call again shows nothing twice: after an unknown outcome it is repeated, whatever the policy for others.</param>
internal sealed record SendRoute(string Name, bool CostsApiCall, int MaxRecipients = 1, bool IsUpload = false, bool IsRepeatable = false);
