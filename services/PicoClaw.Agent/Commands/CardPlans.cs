using System.Collections.Concurrent;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Agent.Commands;

/// <summary>What egress has told last of each account's cards.</summary>
internal sealed class CardPlans(Live<AccountsOptions> accounts, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    // As many as there are accounts at most.
    private readonly ConcurrentDictionary<string, (CardPlanReported Plan, long HeardAt)> _newest = new(StringComparer.Ordinal);

    public void Keep(CardPlanReported plan)
    {
        if (accounts.Value.Accounts.ContainsKey(plan.Account))
        {
            _newest[plan.Account] = (plan, time.GetTimestamp());
        }
    }

    /// <summary>Null when the account has no cards, or nothing is known that is true still.</summary>
    public CardPlanReported? Find(Conversation conversation) =>
        _newest.TryGetValue(conversation.Account, out var told)
        && told.Plan.Channel == conversation.Channel
        && time.GetElapsedTime(told.HeardAt) < Lifetime
            ? told.Plan
            : null;
}
