namespace PicoClaw.Agent.Feedback;

/// <summary>A turn whose answer people rate.</summary>
internal sealed record RatedTurn(string TurnId, string LaneKey);
