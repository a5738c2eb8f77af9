namespace PicoClaw.Egress.Outbox;

/// <summary>The counts of an account's outbox.</summary>
internal sealed class OutboxCount
{
    /// <summary>The account's lane.</summary>
    public required string Key { get; init; }

    public long Waiting { get; init; }

    /// <summary>0 when no reply waits.</summary>
    public long OldestMs { get; init; }

    public long Failed { get; init; }

    /// <summary>Cards that should be finished by now, and that the platform was not told of.</summary>
    public long OverdueCards { get; init; }
}
