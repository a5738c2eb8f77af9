namespace PicoClaw.Agent.Attachments.Opening;

/// <summary>What the opening of a file may take.</summary>
internal sealed record OpeningLimits
{
    /// <summary>The most that is taken from a process: a picture with its line of JSON.</summary>
    public const int MaxAnswer = 8 << 20;

    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Of each process, in bytes.</summary>
    public long Heap { get; init; } = 384L << 20;

    /// <summary>At the same time.</summary>
    public int Processes { get; init; } = 2;
}
