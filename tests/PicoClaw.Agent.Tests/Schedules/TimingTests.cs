using System.Globalization;
using PicoClaw.Agent.Schedules;

namespace PicoClaw.Agent.Tests.Schedules;

public sealed class TimingTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void After_ClocksGoForward_RunsOnceAtTheTimeThatTheyShow()
    {
        var timing = Of("30 2 * * *", Berlin);

        var days = Runs(timing, At("2026-03-28 00:00+01:00"), 3);

        days.ShouldBe([At("2026-03-28 02:30+01:00"), At("2026-03-29 03:00+02:00"), At("2026-03-30 02:30+02:00")]);
    }

    [Fact]
    public void After_ClocksGoBack_RunsOnce()
    {
        var timing = Of("30 2 * * *", Berlin);

        var days = Runs(timing, At("2026-10-24 12:00+02:00"), 2);

        days.ShouldBe([At("2026-10-25 02:30+02:00"), At("2026-10-26 02:30+01:00")]);
    }

    [Fact]
    public void After_Shanghai_IsNineThere() =>
        Of("0 9 * * 1-5", TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")).After(At("2026-06-13 12:00+00:00")).ShouldBe(At("2026-06-15 01:00+00:00"));

    [Fact]
    public void AfterAndNewest_InAnyZone_AreInUtcAsTheLogSays()
    {
        var timing = Of("0 9 * * *", TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        var now = At("2026-06-13 12:00+00:00");

        timing.After(now).ShouldNotBeNull().Offset.ShouldBe(TimeSpan.Zero);
        timing.Newest(now.AddDays(-2), now).ShouldNotBeNull().Offset.ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("2026-03-29 02:30", "2026-03-29 03:30+02:00")]
    [InlineData("2026-10-25 02:30", "2026-10-25 02:30+02:00")]
    [InlineData("2026-07-01 09:00", "2026-07-01 09:00+02:00")]
    public void LocalInstant_IsOnceWhateverTheClocksDo(string local, string expected) =>
        LocalInstant.Of(DateTime.Parse(local, CultureInfo.InvariantCulture), Berlin).ShouldBe(At(expected));

    [Theory]
    [InlineData("*/5 * * * *", 5)]
    [InlineData("0,1 9 * * *", 1)]
    [InlineData("0 9 * * *", 1440)]
    public void ShortestGap_IsThatOfTheClosestTwo(string cron, int minutes) =>
        Of(cron, TimeZoneInfo.Utc).ShortestGap(At("2026-06-13 12:00+00:00")).ShouldBe(TimeSpan.FromMinutes(minutes));

    [Fact]
    public void Spread_IsTheSameForOneAndSpreadOverMany()
    {
        var timing = Of("0 9 * * *", TimeZoneInfo.Utc);
        List<TimeSpan> spreads = [.. Enumerable.Range(0, 1000).Select(i => timing.Spread($"{i}", 60))];

        spreads.ShouldBe(Enumerable.Range(0, 1000).Select(i => timing.Spread($"{i}", 60)));
        spreads.Distinct().Count().ShouldBe(61);
        spreads.Max().ShouldBe(TimeSpan.FromSeconds(60));
        timing.Spread("any", 0).ShouldBe(TimeSpan.Zero);
        new Timing(null, TimeZoneInfo.Utc, null).Spread("any", 60).ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("0 9 * *")]
    [InlineData("0 0 9 * * *")]
    [InlineData("61 9 * * *")]
    [InlineData("")]
    public void CronText_NotFiveFields_IsRefused(string text) => CronText.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void CronText_Long_IsRefused() => CronText.TryParse(string.Join(',', Enumerable.Range(0, 60)) + " 9 * * *", out _).ShouldBeFalse();

    private static Timing Of(string text, TimeZoneInfo zone)
    {
        CronText.TryParse(text, out var cron).ShouldBeTrue();
        return new Timing(cron, zone, zone.Id);
    }

    private static List<DateTimeOffset> Runs(Timing timing, DateTimeOffset from, int count)
    {
        var runs = new List<DateTimeOffset>();
        for (var at = timing.After(from); runs.Count < count; at = timing.After(at!.Value))
        {
            runs.Add(at!.Value);
        }

        return runs;
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
