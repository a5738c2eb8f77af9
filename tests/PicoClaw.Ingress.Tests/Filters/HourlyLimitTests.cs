using Microsoft.Extensions.Time.Testing;
using PicoClaw.Ingress.Filters;

namespace PicoClaw.Ingress.Tests.Filters;

public sealed class HourlyLimitTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Admits_SameKey_OnceAnHour()
    {
        var hourly = new HourlyLimit(_time);

        hourly.Admits("a").ShouldBeTrue();
        _time.Advance(TimeSpan.FromMinutes(59));
        hourly.Admits("a").ShouldBeFalse();
        hourly.Admits("b").ShouldBeTrue();
        _time.Advance(TimeSpan.FromMinutes(1));
        hourly.Admits("a").ShouldBeTrue();
    }

    [Fact]
    public void Forget_Key_MayPassAgain()
    {
        var hourly = new HourlyLimit(_time);
        hourly.Admits("a").ShouldBeTrue();

        hourly.Forget("a");

        hourly.Admits("a").ShouldBeTrue();
    }

    [Fact]
    public void Admits_VeryManyKeys_AreNotKeptForEver()
    {
        var hourly = new HourlyLimit(_time);
        foreach (var key in Enumerable.Range(0, 10_001))
        {
            hourly.Admits($"{key}").ShouldBeTrue();
        }

        hourly.Admits("0").ShouldBeTrue();
    }
}
