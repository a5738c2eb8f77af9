using PicoClaw.Egress.Cards.Planning;

namespace PicoClaw.Egress.Tests.Cards.Planning;

public sealed class CardPlanTests
{
    // A Monday of a month of 30 days and 22 working days, whose four weekends count as much as two of them: 24 shares of 4,500 calls.
    private static readonly DateTimeOffset Monday = new(2026, 6, 1, 0, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("Off", 0, 5000, "Plain", "off")]
    [InlineData("Off", 0, 0, "Plain", "off")]
    [InlineData("Always", 4999, 5000, "Streaming", "always")]
    [InlineData("Always", 5000, 5000, "Plain", "used-up")]
    [InlineData("Always", 9999, 0, "Streaming", "always")]
    [InlineData("Auto", 9999, 0, "Streaming", "unlimited")]
    [InlineData("Auto", 5000, 5000, "Plain", "used-up")]
    [InlineData("Auto", 4500, 5000, "Plain", "over-plan")]
    public void Decide_ModeAndMonth_AreAsConfigured(string mode, int used, int limit, string style, string reason)
    {
        var decision = CardPlan.Decide(Enum.Parse<CardsMode>(mode), new MonthUse(used, limit, Monday.AddHours(23)) { Before = used });

        ($"{decision.Style}", decision.Reason).ShouldBe((style, reason));
    }

    [Fact]
    public void Decide_PlatformSaysThatNoCallIsLeft_IsPlain() =>
        CardPlan.Decide(CardsMode.Always, new MonthUse(1, 5000, Monday) { IsSpent = true }).Reason.ShouldBe("used-up");

    [Fact]
    public void Of_DaysThatAreLeft_ShareWhatTheReserveLeaves()
    {
        DayPlan.Of(new MonthUse(0, 5000, Monday.AddHours(6))).ShouldBe(new DayPlan(4500 / 24.0, 4500 / 72.0, 4500 / 72.0));
        DayPlan.Of(new MonthUse(10, 5000, Monday.AddHours(9))).Ahead.ShouldBe((4500 / 48.0) - 10);
        DayPlan.Of(new MonthUse(0, 5000, Monday.AddHours(23))).ByNow.ShouldBe(4500 / 24.0);
        DayPlan.Of(new MonthUse(0, 5000, Monday.AddDays(5))).Share.ShouldBe(4500 * 0.25 / 19, "a Saturday");
        DayPlan.Of(new MonthUse(4100, 5000, Monday.AddDays(29)) { Before = 4000 }).Share.ShouldBe(500, "the last day");
        DayPlan.Of(new MonthUse(4600, 5000, Monday.AddDays(29)) { Before = 4600 }).Share.ShouldBe(0, "the reserve is left");
    }

    // Of a day's share of 187.5 calls, in tenths.
    [Theory]
    [InlineData(3.1, "Plain", "Streaming")]
    [InlineData(2.9, "Plain", "Sparse")]
    [InlineData(2.9, "Streaming", "Streaming")]
    [InlineData(1.9, "Streaming", "Sparse")]
    [InlineData(1.9, "Plain", "TwoCalls")]
    [InlineData(1.1, "Sparse", "Sparse")]
    [InlineData(0.9, "Plain", "Plain")]
    [InlineData(0.9, "TwoCalls", "TwoCalls")]
    [InlineData(0.9, "Streaming", "TwoCalls")]
    [InlineData(-0.1, "Streaming", "Plain")]
    [InlineData(-0.1, "TwoCalls", "Plain")]
    public void Decide_Lead_ChoosesTheFormAndKeepsItForATenth(double tenths, string last, string style)
    {
        var share = 4500 / 24.0;
        var used = (long)Math.Round(share - (tenths * share / 10));

        var decision = CardPlan.Decide(CardsMode.Auto, new MonthUse(used, 5000, Monday.AddHours(18)), Enum.Parse<CardStyle>(last));

        $"{decision.Style}".ShouldBe(style);
        decision.Gap.ShouldBe(TimeSpan.FromSeconds(style == "Sparse" ? 4 : 1));
    }

    [Fact]
    public void Decide_ShareOfAFewCalls_BeginsNothingThatItCannotPay()
    {
        // 3.75 calls a day.
        CardPlan.Decide(CardsMode.Auto, new MonthUse(0, 100, Monday.AddHours(23))).Style.ShouldBe(CardStyle.TwoCalls);
        CardPlan.Decide(CardsMode.Auto, new MonthUse(2, 100, Monday.AddHours(23)), CardStyle.TwoCalls).Style.ShouldBe(CardStyle.Plain);
    }

    [Fact]
    public void Decide_AnyMonth_NeverBeginsACardWithinTheReserve()
    {
        foreach (var hour in Enumerable.Range(0, 30 * 24))
        {
            foreach (var left in new[] { 0, 1, 100, 499, 500 })
            {
                CardPlan.Decide(CardsMode.Auto, new MonthUse(5000 - left, 5000, Monday.AddHours(hour)) { Before = 3000 }, CardStyle.Streaming)
                    .Style.ShouldBe(CardStyle.Plain);
            }
        }
    }
}
