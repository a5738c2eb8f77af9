namespace Harness.Agents;

/// <summary>One model call, as the server saw it.</summary>
/// <param name="Replica">The caller: each replica calls the model by a name of its own.</param>
/// <param name="Said">The messages since the last answer.</param>
/// <param name="StartedAt">When the request arrived.</param>
internal sealed record ModelCall(string Replica, IReadOnlyList<Token> Said, DateTimeOffset StartedAt)
{
    /// <summary>When the answer was written, or the caller disconnected; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public bool Answered { get; set; }

    /// <summary>The answer was asked for piece by piece.</summary>
    public bool Streams { get; init; }

    /// <summary>The newest answer in the conversation, as the model is told it.</summary>
    public string? LastAnswer { get; init; }

    public override string ToString() =>
        $"{Replica} {StartedAt:HH:mm:ss.fff}..{EndedAt:HH:mm:ss.fff} {(Answered ? "" : "cut ")}{string.Concat(Said)}";
}
