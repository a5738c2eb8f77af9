namespace Load.Chaos;

/// <summary>The traffic of a run, and what happens to it.</summary>
internal sealed record ChaosSetup
{
    public int Conversations { get; init; } = 24;

    public double PerSecond { get; init; } = 5;

    /// <summary>All in one process.</summary>
    public bool IsGateway { get; init; }

    public TimeSpan ModelTime { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>How often DingTalk pushes a message that is not acked; 0: without end.</summary>
    public int Pushes { get; init; } = 3;

    /// <summary>How long the system has to answer everything once all faults are over.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromMinutes(4);
}
