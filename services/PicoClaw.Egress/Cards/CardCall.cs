using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Cards;

/// <summary>A call for a card as it is written down.</summary>
internal sealed record CardCall(Guid Id, CallScope Scope, string Month);
