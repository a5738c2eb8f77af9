namespace Load.Chaos.Schedules;

/// <summary>What a seed can choose: a kind of fault, one of its targets, and a length.</summary>
/// <param name="Kind">Its name.</param>
/// <param name="Weight">How often it is chosen, relative to the others.</param>
/// <param name="Targets">Without any it is not chosen.</param>
/// <param name="Shortest">Seconds.</param>
/// <param name="Longest">Seconds.</param>
/// <param name="Alone">Whether the target has no other fault meanwhile, whatever its kind.</param>
internal sealed record Draw(string Kind, int Weight, IReadOnlyList<string> Targets, double Shortest, double Longest, bool Alone);
