namespace PicoClaw.Agent.Turns;

/// <summary>What becomes of a turn whose people have all used up their turns of this minute.</summary>
/// <param name="Until">When they may ask again.</param>
/// <param name="IsTold">True when they have heard it since the minute began.</param>
internal sealed record TurnLimit(DateTimeOffset Until, bool IsTold);
