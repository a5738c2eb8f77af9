using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Accounts;

/// <summary>What this process knows of an account; valid while no other process has sent for it.</summary>
#pragma warning disable CA1001 // A semaphore has nothing to release unless its wait handle is asked for, and the states live as long as the process.
internal sealed class AccountState(IChannel channel, Pacer pacer, MonthlyBudget budget, Outage outage)
#pragma warning restore CA1001
{
    private const long Unknown = -2;

    private readonly SemaphoreSlim _working = new(1, 1);
    private long _lastToken;

    public IChannel Channel => channel;

    public Pacer Pacer => pacer;

    public MonthlyBudget Budget => budget;

    public Outage Outage => outage;

    /// <summary>
    /// A permit for a call that may go now or within <paramref name="ahead"/>; null when a limit is full, or the account is stopped and
    /// this is not the probe that is due.
    /// </summary>
    public CallPermit? TryPermit(CallScope scope, TimeSpan ahead, bool mayProbe)
    {
        pacer.Follow(channel.Limits);
        if (!outage.TryEnter(mayProbe, out var isProbe))
        {
            return null;
        }

        if (pacer.TryTake(scope, ahead) is { } permit)
        {
            return new CallPermit(permit, outage, isProbe);
        }

        outage.Leave(isProbe);
        return null;
    }

    /// <summary>
    /// Waits until this process's work under an earlier lease has recorded the outcomes of its calls, so that they are not taken for
    /// unknown.
    /// </summary>
    public Task EnterAsync(CancellationToken cancellationToken) => _working.WaitAsync(cancellationToken);

    public void Leave() => _working.Release();

    /// <summary>True when this process held the account until this lease, and left nothing open. A lane's first token is 1.</summary>
    public bool IsOwn(long token) => token == _lastToken || token == _lastToken + 1;

    public void Begin() => _lastToken = Unknown;

    public void End(long token) => _lastToken = token;
}
