namespace PicoClaw.Hosting.DeadLetters;

/// <summary>A dead letter with the text of its message or reply.</summary>
public sealed record DeadLetterDetail(DeadLetter Letter, string Text);
