namespace PicoClaw.Hosting.DeadLetters;

/// <summary>What became of a replay.</summary>
/// <param name="Problem">Null when it was put back; else why not, in a sentence.</param>
public sealed record ReplayResult(string? Problem)
{
    public static readonly ReplayResult Done = new(Problem: null);

    public static readonly ReplayResult Gone = new("It is not a dead letter any more.");
}
