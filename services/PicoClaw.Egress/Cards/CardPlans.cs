using System.Collections.Frozen;
using PicoClaw.Contracts;
using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Cards.Planning;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Outbox;
using PicoClaw.Storage;

namespace PicoClaw.Egress.Cards;

/// <summary>The plans of the accounts with cards, by the calls that the store has: they are known while nobody holds the account, too.</summary>
internal sealed class CardPlans(
    [FromKeyedServices(EgressService.Name)] IStore store, ChannelTable channels, CardPlanner planner, IEnumerable<ICardPlatform> platforms)
{
    private readonly FrozenDictionary<string, ICardPlatform> _platforms = platforms.ToFrozenDictionary(one => one.Channel, StringComparer.Ordinal);

    /// <summary>Of accounts that have made calls this month.</summary>
    public async Task<IReadOnlyList<CardPlanReported>> ReadAsync(CancellationToken cancellationToken)
    {
        var (now, months) = await store.ReadAsync(
            async session => (
                DateTimeOffset.FromUnixTimeMilliseconds(await session.FirstOrDefaultAsync<long>("SELECT now_ms()")),
                await session.QueryAsync<MonthOfAccount>(MonthOfAccount.Query)),
            cancellationToken);
        return [.. months.Select(month => Read(month, now)).OfType<CardPlanReported>()];
    }

    private CardPlanReported? Read(MonthOfAccount month, DateTimeOffset now)
    {
        var (channel, account) = (AccountKey.ChannelOf(month.Key), AccountKey.AccountOf(month.Key));
        var mode = _platforms.GetValueOrDefault(channel)?.ModeOf(account) ?? CardsMode.Off;
        var quota = channels.Of(channel).Quota;
        if (mode == CardsMode.Off || quota.MonthOf(now) != month.Month)
        {
            return null;
        }

        var isPlanned = mode == CardsMode.Auto && quota.ApiCalls > 0 && month.PlanDay == quota.DayOf(now);
        var use = new MonthUse(month.Calls, quota.ApiCalls, now.ToOffset(quota.UtcOffset))
        {
            Before = isPlanned ? month.PlanBefore ?? month.Calls : month.Calls,
            IsSpent = month.IsExhausted != 0 || (quota.ApiCalls > 0 && month.Calls >= quota.ApiCalls),
        };
        var decision = planner.Foresee(month.Key, mode, use);
        return new CardPlanReported
        {
            Channel = channel,
            Account = account,
            Used = use.Used,
            Limit = use.Limit,
            UsedToday = isPlanned ? use.Used - use.Before : null,
            ShareOfToday = isPlanned ? (long)DayPlan.Of(use).Share : null,
            Form = FormOf(decision.Style),
            Reason = decision.Reason,
            CreatedAt = now,
        };
    }

    private static CardForm FormOf(CardStyle style) => style switch
    {
        CardStyle.Streaming => CardForm.Streaming,
        CardStyle.Sparse => CardForm.Sparse,
        CardStyle.TwoCalls => CardForm.TwoCalls,
        _ => CardForm.Plain,
    };
}
