namespace PicoClaw.Agent;

/// <summary>Messages and turns of all conversations in the agent's store.</summary>
internal sealed class MailboxCount
{
    public long Waiting { get; init; }

    /// <summary>The age of the oldest that waits; 0 when none does.</summary>
    public long OldestMs { get; init; }

    public long Failed { get; init; }
}
