using PicoClaw.Agent.Turns;

namespace PicoClaw.Agent.Lanes;

/// <summary>A turn that is committed, and its reply, which is still to be sent.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reply">Its reply.</param>
/// <param name="AsidesMayWait">What was said beside the turn, which goes before the reply, may be unsent too.</param>
internal sealed record EndedTurn(TurnOutcome Outcome, UnsentReply Reply, bool AsidesMayWait);
