using System.Collections.Concurrent;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Cards.Planning;

namespace PicoClaw.Egress.Cards;

/// <summary>Decides for the account's replies in turn: knows its month, the beginning of its day and its last decision.</summary>
internal sealed class CardPlanner(BudgetTable months, SendMetrics metrics)
{
    private readonly ConcurrentDictionary<string, CardStyle> _last = new(StringComparer.Ordinal);

    /// <summary>Before decisions: where the plan of a day begins is written down once, for the replicas that go on with it.</summary>
    public async ValueTask BeginDayAsync(AccountLease lease, CardsMode mode, CancellationToken cancellationToken)
    {
        if (mode == CardsMode.Auto && lease.Account.Budget is { Limit: > 0, IsDayKept: false } budget)
        {
            await months.BeginDayAsync(lease.Lane, budget, cancellationToken);
        }
    }

    /// <summary>What a reply that begins now gets; nothing changes. Another replica's last decision is not known.</summary>
    public CardDecision Foresee(string key, CardsMode mode, MonthUse month) => CardPlan.Decide(mode, month, _last.GetValueOrDefault(key));

    /// <summary>Once for a reply, when it begins.</summary>
    public CardDecision Decide(AccountLease lease, CardsMode mode)
    {
        var key = lease.Lane.Key;
        var decision = CardPlan.Decide(mode, lease.Account.Budget.Use, _last.GetValueOrDefault(key));
        _last[key] = decision.Style;
        metrics.Decided(key, decision);
        return decision;
    }
}
