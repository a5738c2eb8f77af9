using PicoClaw.Egress.Budget;
using PicoClaw.Egress.DingTalk;
using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Sending;

/// <summary>What this process knows of an account; valid while no other process has sent for it.</summary>
#pragma warning disable CA1001 // A semaphore has nothing to release unless its wait handle is asked for, and the states live as long as the process.
internal sealed class AccountState(Pacer pacer, MonthlyBudget budget, Outage outage)
#pragma warning restore CA1001
{
    private const long Unknown = -2;

    private readonly SemaphoreSlim _working = new(1, 1);
    private long _lastToken;

    public Pacer Pacer => pacer;

    public MonthlyBudget Budget => budget;

    public Outage Outage => outage;

    public ClosedWebhooks Closed { get; } = new();

    /// <summary>Waits until this process's work under an earlier lease has recorded the outcomes of its calls, so that nobody takes them for unknown.</summary>
    public Task EnterAsync(CancellationToken cancellationToken) => _working.WaitAsync(cancellationToken);

    public void Leave() => _working.Release();

    /// <summary>True when this process held the account until this lease, and left nothing open. A lane's first token is 1.</summary>
    public bool IsOwn(long token) => token == _lastToken || token == _lastToken + 1;

    public void Begin() => _lastToken = Unknown;

    public void End(long token) => _lastToken = token;
}
