using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Cards;
using PicoClaw.Egress.Cards.Planning;
using PicoClaw.Egress.Figures;
using PicoClaw.Egress.Tests.Testing;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Tests.Cards;

/// <summary>The plan of a day over replicas: the clock begins at 8 in the morning of the 1st of January in China.</summary>
public abstract class CardPlannerTests(bool onPostgres) : EgressTests(onPostgres)
{
    private const string Key = "dingtalk:main";

    [Fact]
    public async Task DecideAsync_FirstOfTheDay_BeginsThePlanAndATakeoverGoesOnFromThere()
    {
        await SetUsedAsync(1000);
        await DecideAsync(await TakeOverAsync());
        Use.ShouldBe((1000, 1000));
        await SetUsedAsync(1100);

        await ReopenAsync();
        await DecideAsync(await TakeOverAsync());

        Use.ShouldBe((1000, 1100));
    }

    [Fact]
    public async Task DecideAsync_NextDay_BeginsAgainWithWhatIsUsedByThen()
    {
        await SetUsedAsync(1000);
        var lease = await TakeOverAsync();
        await DecideAsync(lease);
        for (var call = 0; call < 30; call++)
        {
            lease.Account.Budget.TrySpend(out _).ShouldNotBeNull();
        }

        await SetUsedAsync(1030);
        Use.ShouldBe((1000, 1030));
        Time.Advance(TimeSpan.FromHours(16));
        await DecideAsync(lease);
        Use.ShouldBe((1030, 1030));

        await ReopenAsync();
        await SetUsedAsync(1040);
        await DecideAsync(await TakeOverAsync());
        Use.ShouldBe((1030, 1040));
    }

    [Fact]
    public async Task DecideAsync_LeaseIsLost_ThrowsAndDecidesNothing()
    {
        await SetUsedAsync(0);
        var lease = await TakeOverAsync();
        await Egress.Store.WriteAsync(session => session.ExecuteAsync("UPDATE lane SET token = token + 1"), Cancel);

        await Should.ThrowAsync<LeaseLostException>(() => DecideAsync(lease).AsTask());
    }

    [Fact]
    public async Task DecideAsync_FormAndReason_AreCountedAndTheFiguresShowThePlan()
    {
        using var decisions = new MetricCollector<long>(Egress.Get<IMeterFactory>(), SendMetrics.MeterName, "picoclaw.egress.cards.decisions");
        using var planned = new MetricCollector<long>(Egress.Get<IMeterFactory>(), SendMetrics.MeterName, "picoclaw.egress.api_calls_planned");
        await SetUsedAsync(1000);
        var lease = await TakeOverAsync();
        (await PlannedAsync()).ShouldBeNull("no card was planned");

        var decision = await DecideAsync(lease);

        decision.ShouldBe(new CardDecision(CardStyle.Streaming, TimeSpan.FromSeconds(1), "above-plan"));
        var seen = decisions.GetMeasurementSnapshot().ShouldHaveSingleItem();
        (seen.Value, seen.Tags["account"], seen.Tags["style"], seen.Tags["reason"]).ShouldBe((1, "main", "Streaming", "above-plan"));

        // January 2026 has 22 working days and 9 others; 8 of 18 hours are over.
        var byNow = 1000 + (long)(3500 / 24.25 * 8 / 18);
        (await PlannedAsync()).ShouldBe(byNow);
        planned.RecordObservableInstruments();
        planned.LastMeasurement!.Value.ShouldBe(byNow);
    }

    private (long Before, long Used) Use => Egress.Get<AccountStates>().Of(Key).Budget.Use is var use ? (use.Before, use.Used) : default;

    private async Task<AccountLease> TakeOverAsync()
    {
        await ExpireAsync();
        var lane = await Egress.ClaimAsync();
        var account = Egress.Get<AccountStates>().Of(Key);
        await Egress.Get<BudgetTable>().LoadAsync(lane, account.Budget, Cancel);
        return new AccountLease(lane, account, () => true);
    }

    private ValueTask<CardDecision> DecideAsync(AccountLease lease) => Egress.Get<CardPlanner>().DecideAsync(lease, CardsMode.Auto, Cancel);

    private async Task<long?> PlannedAsync() => (await Egress.Get<EgressFigures>().ReadAsync(Cancel)).ShouldHaveSingleItem().Month.ApiPlanned;

    private Task ExpireAsync() => Egress.Store.WriteAsync(session => session.ExecuteAsync("UPDATE lane SET lease_until = 0"), Cancel);

    private async Task SetUsedAsync(long calls)
    {
        // The account's lane exists once something was put there.
        await Egress.PutAsync((await HearAsync()).Say("text"));
        await Egress.Store.WriteAsync(
            session => session.ExecuteAsync(
                """
                INSERT INTO api_month (lane_key, month, calls, is_exhausted) VALUES (@Key, '2026-01', @calls, 0)
                ON CONFLICT (lane_key, month) DO UPDATE SET calls = @calls
                """,
                new { Key, calls }),
            Cancel);
    }
}
