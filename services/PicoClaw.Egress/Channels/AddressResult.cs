namespace PicoClaw.Egress.Channels;

/// <summary>What became of a call for an attachment's address.</summary>
/// <param name="Result">As of a send; <see cref="SendResult.Sent"/> with an address.</param>
/// <param name="Address">A capability: never logged.</param>
/// <param name="IsOwnHost">Whether its host and port are those that the account is configured for.</param>
internal sealed record AddressResult(SendResult Result, Uri? Address = null, bool IsOwnHost = false);
