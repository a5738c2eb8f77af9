namespace PicoClaw.Egress.Housekeeping;

/// <summary>What lies in an account's outbox.</summary>
internal sealed class OutboxCount
{
    /// <summary>The account's lane.</summary>
    public required string Key { get; init; }

    public required long Waiting { get; init; }

    /// <summary>0 when none waits.</summary>
    public required long OldestMs { get; init; }

    public required long Failed { get; init; }
}
