namespace PicoClaw.Egress.Figures;

/// <summary>What egress's store knows of one account.</summary>
/// <param name="Account">Its name.</param>
/// <param name="Waiting">Replies that have not ended.</param>
/// <param name="Oldest">The age of the oldest of them; zero when none waits.</param>
/// <param name="DeadLetters">Replies that were given up and are kept.</param>
/// <param name="OverdueCards">Cards that wait to be closed.</param>
/// <param name="Month">What the month has used.</param>
public sealed record AccountFigures(string Account, long Waiting, TimeSpan Oldest, long DeadLetters, long OverdueCards, MonthFigures Month);
