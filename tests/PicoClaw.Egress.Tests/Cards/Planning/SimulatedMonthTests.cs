using PicoClaw.Egress.Cards.Planning;
using PicoClaw.Tests.Months;

namespace PicoClaw.Egress.Tests.Cards.Planning;

/// <summary>Whole months of questions, on a clock of their own. <c>tests/Benchmarks -- card-budget</c> prints them.</summary>
public sealed class SimulatedMonthTests
{
    private const int Plan = 4500;

    [Fact]
    public void Auto_ThirtyDaysOf150Questions_UsesThePlanAndKeepsTheReserve()
    {
        var days = Run("auto");

        ShouldFollowThePlan(days);
        days[^1].Used.ShouldBeInRange(Plan * 95 / 100, Plan);
        var working = days.Where(day => day.Calls > 0).ToList();
        working.Count.ShouldBe(22);
        working.ShouldAllBe(day => day.Of(CardStyle.Streaming) >= 3);
        working.Average(day => day.Changes).ShouldBeLessThan(15, "a form is kept for some replies");
    }

    [Fact]
    public void Auto_EverySecondReplyByTheApi_FailsNone()
    {
        var days = Run("auto, every second reply by the OpenAPI");

        ShouldFollowThePlan(days);
        days.Sum(day => day.Calls).ShouldBeGreaterThan(22 * 75);
    }

    [Fact]
    public void Auto_FromThe20thOn_SpreadsTheWholeMonthOverTheDaysThatAreLeft()
    {
        var days = Run("auto, from the 20th on");

        ShouldFollowThePlan(days);
        days[^1].Used.ShouldBeInRange(Plan * 90 / 100, Plan);
        var calls = days.Where(day => day.Calls > 0).Select(day => day.Calls).ToList();
        calls.Count.ShouldBe(7);
        calls.Max().ShouldBeLessThan(calls.Min() * 2);
    }

    [Fact]
    public void Auto_February_UsesThePlan()
    {
        var days = Run("auto, February");

        days.Count.ShouldBe(28);
        ShouldFollowThePlan(days);
        days[^1].Used.ShouldBeInRange(Plan * 95 / 100, Plan);
    }

    [Fact]
    public void Auto_OtherAppsUseUpTheCalls_RepliesArePlainAndNoneFails()
    {
        var days = Run("auto, other apps use up the organization's calls on the 15th");

        days.ShouldAllBe(day => day.Failed == 0);
        days.Take(12).Sum(day => day.Of(CardStyle.Streaming)).ShouldBePositive();
        days.Skip(14).ShouldAllBe(day => day.Calls == 0);
        days.Skip(14).Sum(day => day.Of(CardStyle.Plain)).ShouldBeGreaterThan(12 * 140, "one an hour asks again");
    }

    [Fact]
    public void Auto_FewQuestions_NoReplyIsPlain()
    {
        var days = Run("auto, 40 questions a day");

        ShouldFollowThePlan(days);
        days.Sum(day => day.Of(CardStyle.Plain)).ShouldBe(0);
        days[^1].Used.ShouldBeGreaterThan(Plan * 9 / 10);
    }

    [Fact]
    public void Always_SpendsTheMonthOnTheFourthDayAndThenAnswersInPlainText()
    {
        var days = Run("always");

        days.First(day => day.Used == 5000).Day.Day.ShouldBe(4);
        days.ShouldAllBe(day => day.Failed == 0);
        days[4].Of(CardStyle.Plain).ShouldBe(150);
    }

    private static IReadOnlyList<DayRecord> Run(string name)
    {
        var month = MonthCase.All.Single(one => one.Name == name);
        var days = SimulatedMonth.Run(month);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', MonthTable.Of(month, days)));
        return days;
    }

    private static void ShouldFollowThePlan(IReadOnlyList<DayRecord> days)
    {
        days.ShouldAllBe(day => day.Failed == 0);
        days.ShouldAllBe(day => day.Used <= day.Planned);
        days[^1].Used.ShouldBeLessThanOrEqualTo(Plan);
    }
}
