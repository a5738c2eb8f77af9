using PicoClaw.Egress.Channels;

namespace PicoClaw.Egress.Cards;

/// <summary>What became of a call for a card.</summary>
/// <param name="Result">As of a send.</param>
/// <param name="Fault">What a failure says of the card.</param>
/// <param name="Carrier">The platform's key of the message that shows it, where it tells one.</param>
internal sealed record CardResult(SendResult Result, CardFault Fault = CardFault.None, string? Carrier = null);
