using Microsoft.Extensions.Time.Testing;
using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Channels.DingTalk.Limits;

namespace PicoClaw.Egress.Tests.Budget;

public sealed class MonthlyBudgetTests
{
    private static readonly DateTimeOffset November = new(2026, 11, 30, 15, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(November);
    private readonly LimitOptions _limits = new() { ApiCallsPerMonth = 10 };

    [Fact]
    public void Month_OwnClockIsWrong_IsThatOfTheStore()
    {
        var budget = NewBudget(storeNow: November.AddHours(2));

        budget.TrySpend(out _).ShouldBe("2026-12");
    }

    [Fact]
    public void Used_ClockRanIntoTheNextMonthAndIsSetBack_IsThatOfItsMonthAgain()
    {
        var budget = NewBudget(November, new MonthRow { Month = "2026-11", Calls = 9, Webhooks = 4, IsExhausted = 0, ExhaustedAgoMs = null });
        _time.AdjustTime(November.AddDays(1));
        (budget.Used, budget.Webhooks).ShouldBe((0, 0));
        budget.TrySpend(out _).ShouldBe("2026-12");

        _time.AdjustTime(November);

        (budget.Used, budget.Webhooks).ShouldBe((9, 4));
        budget.TrySpend(out _).ShouldBe("2026-11");
        budget.TrySpend(out _).ShouldBeNull("ten are used");
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(3_599_000, true)]
    [InlineData(3_600_000, false)]
    [InlineData(-1000, false)]
    public void IsSpent_DingTalkSaidSo_UntilItIsAnHourAgoOrWasSaidByAClockThatRanAhead(long agoMs, bool isSpent) =>
        NewBudget(November, Exhausted(agoMs)).IsSpent.ShouldBe(isSpent);

    [Fact]
    public void IsSpent_ExhaustedBeforeTheStoreKnewWhen_IsAsked() => NewBudget(November, Exhausted(null)).IsSpent.ShouldBeFalse();

    [Fact]
    public void Reopen_CallThatWasOutBefore_DoesNotEndIt()
    {
        var budget = NewBudget(November);
        var month = budget.TrySpend(out _).ShouldNotBeNull();
        budget.Exhaust(month);

        budget.Reopen(month).ShouldBeFalse();

        budget.IsSpent.ShouldBeTrue();
    }

    [Fact]
    public void TrySpend_HoversAtTheWarning_WarnsOnce()
    {
        var budget = NewBudget(November);
        var warnings = 0;
        for (var i = 0; i < 30; i++)
        {
            var month = budget.TrySpend(out var isWarning).ShouldNotBeNull();
            warnings += isWarning ? 1 : 0;
            if (i >= 7)
            {
                budget.GiveBack(month, isApi: true);
            }
        }

        warnings.ShouldBe(1);
    }

    [Theory]
    [InlineData(true, 8)]
    [InlineData(false, 4)]
    public void StreamUsed_WebhookReplies_StandForAPushAndForThemselvesIfTheyCount(bool counts, int used)
    {
        _limits.WebhookCountsAsStream = counts;
        var budget = NewBudget(November);
        for (var i = 0; i < 4; i++)
        {
            budget.CountWebhook(out _);
        }

        budget.StreamUsed.ShouldBe(used);
    }

    [Fact]
    public void Limit_RaisedInTheMonth_OpensItAndIsWarnedOfAgain()
    {
        var budget = NewBudget(_time.GetUtcNow(), Used(9));
        budget.TrySpend(out var atTen).ShouldNotBeNull();
        budget.IsSpent.ShouldBeTrue();

        _limits.ApiCallsPerMonth = 12;

        budget.IsSpent.ShouldBeFalse();
        budget.TrySpend(out var atTwelve).ShouldNotBeNull();
        budget.TrySpend(out var again).ShouldNotBeNull();
        (atTen, atTwelve, again).ShouldBe((false, true, false));
        budget.TrySpend(out _).ShouldBeNull();
    }

    private MonthRow Used(long calls) => new() { Month = _limits.Month.MonthOf(_time.GetUtcNow()), Calls = calls, Webhooks = 0, IsExhausted = 0, ExhaustedAgoMs = null };

    private static MonthRow Exhausted(long? agoMs) => new() { Month = "2026-11", Calls = 1, Webhooks = 0, IsExhausted = 1, ExhaustedAgoMs = agoMs };

    private MonthlyBudget NewBudget(DateTimeOffset storeNow, params IReadOnlyList<MonthRow> rows)
    {
        var budget = new MonthlyBudget(() => _limits.Month, _time);
        budget.Load(storeNow, rows);
        return budget;
    }
}
