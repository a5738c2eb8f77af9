using DingTalk.Emulator.Limits;
using Microsoft.Extensions.Time.Testing;

namespace DingTalk.Emulator.Tests.Limits;

public sealed class SlidingWindowTests
{
    [Fact]
    public void TryTake_AnySecond_HoldsAtMostTheLimit()
    {
        var time = new FakeTimeProvider();
        var window = new SlidingWindow(TimeSpan.FromSeconds(1), time);
        var taken = new List<DateTimeOffset>();
        for (var step = 0; step < 500; step++)
        {
            if (window.TryTake(5))
            {
                taken.Add(time.GetUtcNow());
            }

            time.Advance(TimeSpan.FromMilliseconds(step % 7 * 17));
        }

        taken.Count.ShouldBeGreaterThan(50);
        taken.ShouldAllBe(start => taken.Count(call => call >= start && call < start.AddSeconds(1)) <= 5);
    }

    [Fact]
    public void IsIdle_OnceAllSlotsAreFree()
    {
        var time = new FakeTimeProvider();
        var window = new SlidingWindow(TimeSpan.FromSeconds(1), time);
        window.IsIdle.ShouldBeTrue();
        window.TryTake(1).ShouldBeTrue();
        window.IsIdle.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));

        window.IsIdle.ShouldBeTrue();
    }
}
