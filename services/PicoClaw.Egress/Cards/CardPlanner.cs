using System.Collections.Concurrent;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Cards.Planning;

namespace PicoClaw.Egress.Cards;

/// <summary>Decides for the account's replies in turn: knows its month, the beginning of its day and its last decision.</summary>
internal sealed class CardPlanner(BudgetTable months, SendMetrics metrics)
{
    private readonly ConcurrentDictionary<string, CardStyle> _last = new(StringComparer.Ordinal);

    /// <summary>Once for a reply, when it begins.</summary>
    public async ValueTask<CardDecision> DecideAsync(AccountLease lease, CardsMode mode, CancellationToken cancellationToken)
    {
        var (key, budget) = (lease.Lane.Key, lease.Account.Budget);
        if (mode == CardsMode.Auto && budget is { Limit: > 0, IsDayKept: false })
        {
            await months.BeginDayAsync(lease.Lane, budget, cancellationToken);
        }

        var decision = CardPlan.Decide(mode, budget.Use, _last.GetValueOrDefault(key));
        _last[key] = decision.Style;
        metrics.Decided(key, decision);
        return decision;
    }
}
