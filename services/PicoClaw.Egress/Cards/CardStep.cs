using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Cards;

/// <summary>One call that a desk makes for a card.</summary>
/// <param name="Card">It is in hand until the call has ended.</param>
/// <param name="Route">Which call.</param>
/// <param name="Scope">What it counts against.</param>
/// <param name="MakeAsync">Makes it.</param>
/// <param name="Apply">Takes the result to the card, before it is written down.</param>
/// <param name="IsWanted">False when there is no more use for it.</param>
internal sealed record CardStep(
    Card Card, SendRoute Route, CallScope Scope, Func<CancellationToken, Task<CardResult>> MakeAsync, Action<CardResult> Apply, Func<bool> IsWanted);
