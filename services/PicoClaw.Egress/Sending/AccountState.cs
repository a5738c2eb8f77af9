using PicoClaw.Egress.Budget;
using PicoClaw.Egress.DingTalk;
using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Sending;

/// <summary>What this process knows of an account's limits, as true as nobody else has sent for it since.</summary>
internal sealed class AccountState(Pacer pacer, MonthlyBudget budget)
{
    private const long Unknown = -2;
    private long _lastToken;

    public Pacer Pacer => pacer;

    public MonthlyBudget Budget => budget;

    public ClosedWebhooks Closed { get; } = new();

    /// <summary>True when this process held the account until this lease, and left nothing open. A lane's first token is 1.</summary>
    public bool IsOwn(long token) => token == _lastToken || token == _lastToken + 1;

    public void Begin() => _lastToken = Unknown;

    public void End(long token) => _lastToken = token;
}
