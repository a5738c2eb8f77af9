namespace PicoClaw.Agent.Conversations;

/// <summary>What lies in the agent's store, of all conversations.</summary>
internal sealed class MailboxCount
{
    public long Waiting { get; init; }

    /// <summary>0 when none waits.</summary>
    public long OldestMs { get; init; }

    public long Failed { get; init; }
}
