namespace PicoClaw.Gateway.Status;

/// <summary>What runs and what waits, as one object.</summary>
internal sealed record StatusReport
{
    /// <summary>At least one process answers.</summary>
    public bool IsRunning => Processes.Count > 0;

    public IReadOnlyList<ProcessStatus> Processes { get; init; } = [];

    public IReadOnlyList<AccountStatus> Accounts { get; init; } = [];

    /// <summary>Of the broker; empty where messages stay in memory.</summary>
    public IReadOnlyList<QueueStatus> Queues { get; init; } = [];

    public IReadOnlyList<PermitStatus> Permits { get; init; } = [];

    public MailboxStatus? Mailbox { get; init; }

    public DeadLetterCounts? DeadLetters { get; init; }

    /// <summary>What could not be read, and why.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}
