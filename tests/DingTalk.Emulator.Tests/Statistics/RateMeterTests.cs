using DingTalk.Emulator.Statistics;
using Microsoft.Extensions.Time.Testing;

namespace DingTalk.Emulator.Tests.Statistics;

public sealed class RateMeterTests
{
    [Theory]
    [InlineData(new[] { 0, 999 }, 2)]
    [InlineData(new[] { 0, 1000 }, 1)]
    [InlineData(new[] { 0, 600, 1100, 1599, 3000 }, 3)]
    public void Count_Peak_IsTheMostWithinOneSecond(int[] milliseconds, int peak)
    {
        var time = new FakeTimeProvider();
        var meter = new RateMeter(time);
        var now = 0;
        foreach (var at in milliseconds)
        {
            time.Advance(TimeSpan.FromMilliseconds(at - now));
            now = at;
            meter.Count();
        }

        (meter.Total, meter.Peak).ShouldBe((milliseconds.Length, peak));
    }
}
