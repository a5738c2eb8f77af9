namespace PicoClaw.Egress.Channels;

/// <summary>One of a channel's ways to reach a conversation.</summary>
/// <param name="Name">As the outbox keeps it and the metrics show it.</param>
/// <param name="CostsApiCall">Whether a call counts against the month's API calls.</param>
/// <param name="MaxRecipients">How many people one call may write to.</param>
internal sealed record SendRoute(string Name, bool CostsApiCall, int MaxRecipients = 1);
