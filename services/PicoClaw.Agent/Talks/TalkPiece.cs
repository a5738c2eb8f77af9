namespace PicoClaw.Agent.Talks;

/// <summary>The next piece of an answer while the model writes it.</summary>
/// <param name="Restarts">True when the answer starts over, because a call was repeated or another model took over.</param>
/// <param name="Text">What is added; without characters that a terminal obeys.</param>
public readonly record struct TalkPiece(bool Restarts, string Text);
