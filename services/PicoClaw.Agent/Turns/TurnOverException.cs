namespace PicoClaw.Agent.Turns;

/// <summary>Undoes a commit: the turn was stopped, or an earlier commit of it was made and its end was not seen.</summary>
internal sealed class TurnOverException(Guid turnId) : Exception($"turn {turnId} is not there to be ended");
