using PicoClaw.Agent.Turns;

namespace PicoClaw.Agent.Lanes;

/// <summary>A turn that is committed, and its reply, which is still to be sent.</summary>
internal sealed record EndedTurn(TurnOutcome Outcome, UnsentReply Reply);
