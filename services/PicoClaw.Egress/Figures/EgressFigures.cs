using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Cards.Planning;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Housekeeping;
using PicoClaw.Egress.Outbox;
using PicoClaw.Storage;

namespace PicoClaw.Egress.Figures;

/// <summary>Figures of the accounts, read from egress's store. Reading changes nothing.</summary>
public sealed class EgressFigures
{
    private readonly IStore _store;
    private readonly ChannelTable _channels;

    private EgressFigures(IStore store, ChannelTable channels) => (_store, _channels) = (store, channels);

    internal static EgressFigures Of(IServiceProvider services) =>
        new(services.GetRequiredKeyedService<IStore>(EgressService.Name), services.GetRequiredService<ChannelTable>());

    public Task<IReadOnlyList<AccountFigures>> ReadAsync(CancellationToken cancellationToken) => _store.ReadAsync(
        async session =>
        {
            var now = DateTimeOffset.FromUnixTimeMilliseconds(await session.FirstOrDefaultAsync<long>("SELECT now_ms()"));
            var counts = await session.QueryAsync<OutboxCount>(OutboxCounter.Count);
            var months = (await session.QueryAsync<MonthOfAccount>(MonthOfAccount.Query)).ToLookup(month => month.Key);
            return (IReadOnlyList<AccountFigures>)
            [
                .. counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => new AccountFigures(
                    AccountKey.AccountOf(count.Key),
                    count.Waiting,
                    TimeSpan.FromMilliseconds(count.OldestMs),
                    count.Failed,
                    count.OverdueCards,
                    Month(count.Key, months[count.Key], now))),
            ];
        },
        cancellationToken);

    private MonthFigures Month(string key, IEnumerable<MonthOfAccount> months, DateTimeOffset now)
    {
        var quota = _channels.Of(AccountKey.ChannelOf(key)).Quota;
        var name = quota.MonthOf(now);
        var row = months.FirstOrDefault(month => month.Month == name);
        var stream = (row?.Webhooks ?? 0) * (quota.WebhookCountsAsStream ? 2 : 1);
        return new MonthFigures(name, row?.Calls ?? 0, quota.ApiCalls, Planned(row, quota, now), row is { IsExhausted: not 0 }, stream, quota.StreamCalls);
    }

    private static long? Planned(MonthOfAccount? month, MonthlyQuota quota, DateTimeOffset now) =>
        month is { PlanBefore: { } before } && month.PlanDay == quota.DayOf(now) && quota.ApiCalls > 0
            ? before + (long)DayPlan.Of(new MonthUse(month.Calls, quota.ApiCalls, now.ToOffset(quota.UtcOffset)) { Before = before }).ByNow
            : null;
}
