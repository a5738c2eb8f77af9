namespace PicoClaw.Hosting.DeadLetters;

/// <summary>What could not be handled, as a list shows it: no text of a message, and no secret.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Id">Of the turn, the reply or the message; unique within its kind.</param>
/// <param name="At">When it failed for good, UTC; a malformed message: when it last came.</param>
/// <param name="Attempts">How often it was tried; 0 when it was given up before the first try.</param>
/// <param name="Conversation">Where it was said or should have been delivered; null when it cannot be read.</param>
/// <param name="Reason">Why, for people.</param>
public sealed record DeadLetter(DeadLetterKind Kind, string Id, DateTimeOffset At, long Attempts, string? Conversation, string Reason);
