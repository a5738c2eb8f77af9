namespace Harness.Agents;

/// <summary>One call of the model, as its server saw it.</summary>
/// <param name="Replica">Who called: each replica calls the model by a name of its own.</param>
/// <param name="Said">What the turn is about: the messages since the last answer.</param>
/// <param name="StartedAt">When the request was there.</param>
internal sealed record ModelCall(string Replica, IReadOnlyList<Token> Said, DateTimeOffset StartedAt)
{
    /// <summary>When the last of the answer was written, or the caller was gone; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public bool Answered { get; set; }

    public override string ToString() => $"{Replica} {StartedAt:HH:mm:ss.fff}..{EndedAt:HH:mm:ss.fff} {(Answered ? "" : "cut ")}{string.Concat(Said)}";
}
