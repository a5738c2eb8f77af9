using System.Diagnostics;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Pacing;

/// <summary>24 hours with changing load, network jitter, takeovers and random throttling.</summary>
public sealed class SimulatedDayTests
{
    private const double SlotsPerSecond = 20;

    [Fact]
    public void Day_LimitsAsTheServerSeesThem_AreNeverExceededAndNothingStarves()
    {
        var hours = Hours();
        var day = new SimulatedDay(hours, seed: 1);
        var (before, stopwatch) = (ThreadTime.Read(), Stopwatch.StartNew());

        day.Run();

        var took = ThreadTime.Read() - before ?? stopwatch.Elapsed;
        var byHour = hours.Select(hour => $"{hour.ApiCalls / 3600.0:0.00} {hour.LongestTurn.TotalSeconds:0.0} s {hour.LongestWait.TotalSeconds:0.0} s");
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"""
            {day.Served} served in {took.TotalSeconds:0.0} s of work, {stopwatch.Elapsed.TotalSeconds:0.0} s real time
            most per second {day.Server.Most["oto"]}, per webhook and minute {MostOfAWebhook(day)}; throttled {day.Throttled}, doubled {day.Doubled}
            API calls per second, longest turn and longest wait by hour: {string.Join(", ", byHour)}
            longest turn of a webhook {day.LongestWebhookTurn.TotalSeconds:0.0} s
            mean latency {TimeSpan.FromTicks(day.MeanLatencyTicks).TotalMilliseconds:0.0} ms
            """);
        ShouldKeepTheLimits(day);
        ShouldStarveNothing(day, hours);
        ShouldNotDrift(day, hours);
        day.LimitsKept.ShouldBeLessThan(300);
        took.ShouldBeLessThan(TimeSpan.FromSeconds(100), "under ten on a machine that does nothing else");
    }

    // Used to the last call, and never one more.
    private static void ShouldKeepTheLimits(SimulatedDay day)
    {
        day.Throttled.ShouldBeGreaterThan(100);
        day.Server.Most["oto"].ShouldBe(20);
        MostOfAWebhook(day).ShouldBe(20);
    }

    private static void ShouldStarveNothing(SimulatedDay day, Hour[] hours)
    {
        day.Waiting.ShouldBe(0);
        day.Came.ShouldBe(day.Served);
        var calm = hours.Where(hour => hour.IsCalm).ToList();
        calm.ShouldAllBe(hour => hour.LongestTurn < TimeSpan.FromSeconds(5), "50 conversations share four of five calls, 10 the fifth");
        calm.Where(hour => !hour.IsSaturated && hour.BeginsWith == 0)
            .ShouldAllBe(hour => hour.LongestWait < TimeSpan.FromSeconds(15), "its conversation may have waited ten for an answer that got lost");
        day.LongestWebhookTurn.ShouldBeLessThan(TimeSpan.FromMinutes(11), "the longest rest with its jitter");
    }

    private static void ShouldNotDrift(SimulatedDay day, Hour[] hours)
    {
        var latency = TimeSpan.FromTicks(day.MeanLatencyTicks).TotalSeconds;
        hours.Where(hour => hour.IsCalm && hour.IsSaturated).ShouldAllBe(hour => hour.ApiCalls / 3600.0 > 0.95 * SlotsPerSecond / (1 + latency));
    }

    private static int MostOfAWebhook(SimulatedDay day) => day.Server.Most.Where(most => most.Key != "oto").Max(most => most.Value);

    private static Hour[] Hours() =>
    [
        new(1, 1), new(2, 1), new(0, 0), new(1, 1, Takeovers: 6), new(3, 1), new(3, 1, ThrottleShare: 0.01), new(21, 1), new(2, 1, NoisyPerSecond: 0.4),
        new(2, 0.5), new(8, 0.5, Takeovers: 20), new(21, 0.5, NoisyPerSecond: 0.5, Takeovers: 40), new(2, 0.5), new(1, 2),
            new(1, 2, NoisyPerSecond: 0.5, Takeovers: 40), new(2, 2, ThrottleShare: 0.02), new(1, 0.5),
        new(2, 1, ThrottleShare: 0.005, Takeovers: 10), new(1, 1), new(8, 0.5, ThrottleShare: 0.001, Takeovers: 10), new(1, 0),
            new(2, 0.5, NoisyPerSecond: 0.4), new(1, 0.5), new(0, 0), new(1, 1),
    ];
}
