namespace PicoClaw.Agent;

/// <summary>Messages and turns of all conversations in the agent's store.</summary>
public sealed class MailboxCount
{
    /// <summary>Messages without a turn.</summary>
    public long Waiting { get; init; }

    /// <summary>The age of the oldest that waits; 0 when none does.</summary>
    public long OldestMs { get; init; }

    /// <summary>Turns that are dead letters.</summary>
    public long Failed { get; init; }
}
