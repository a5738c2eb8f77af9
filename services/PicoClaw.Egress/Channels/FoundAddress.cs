namespace PicoClaw.Egress.Channels;

/// <summary>Where an attachment lies.</summary>
/// <param name="Address">A capability: never logged.</param>
/// <param name="IsOwnHost">Whether its host and port are those that the account is configured for.</param>
internal sealed record FoundAddress(Uri Address, bool IsOwnHost);
