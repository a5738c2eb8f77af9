using PicoClaw.Agent.Turns;

namespace PicoClaw.Agent.Lanes;

/// <summary>What became of a start of a turn.</summary>
/// <param name="IsStopped">Somebody stopped it.</param>
/// <param name="Outcome">Null when it was stopped, or must be started again.</param>
/// <param name="AsidesMayWait">What was said beside it may be committed and unsent.</param>
internal sealed record TurnResult(bool IsStopped, TurnOutcome? Outcome, bool AsidesMayWait);
