using Microsoft.Extensions.Time.Testing;
using PicoClaw.Egress.Channels.DingTalk.Limits;
using PicoClaw.Egress.Pacing;
using PicoClaw.Egress.Scheduling;

namespace PicoClaw.Egress.Tests.Scheduling;

public sealed class CallPlacesTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void FreeIn_PlacesAreTaken_OneIsFreeWhenItsCallHasLasted()
    {
        var places = new CallPlaces(() => new LimitOptions { ApiCallsPerSecond = 20, CallsAtOnce = 4 }.Calls, _time);
        var begun = new List<long>();
        for (var i = 0; i < 4; i++)
        {
            places.FreeIn(begun, CallLimits.MostAtOnce).ShouldBe(TimeSpan.Zero);
            begun.Add(_time.GetTimestamp());
            _time.Advance(TimeSpan.FromMilliseconds(10));
        }

        places.FreeIn(begun, CallLimits.MostAtOnce).ShouldBe(TimeSpan.FromMilliseconds(160));
        places.FreeIn(begun[1..], CallLimits.MostAtOnce).ShouldBe(TimeSpan.Zero, "one has ended");

        // Calls of a second each: 20 begin in it, as the account's rate allows.
        for (var i = 4; i < 20; i++)
        {
            _time.Advance(places.FreeIn(begun, CallLimits.MostAtOnce)!.Value);
            begun.Add(_time.GetTimestamp());
        }

        _time.GetElapsedTime(begun[0], begun[^1]).ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void FreeIn_ThereAreAsManyAsMayEverBe_NoneBeforeOneHasEnded()
    {
        var places = new CallPlaces(() => new LimitOptions().Calls, _time);
        var begun = new[] { _time.GetTimestamp() };
        _time.Advance(TimeSpan.FromHours(1));

        places.FreeIn(begun, most: 1).ShouldBeNull();
    }

    [Fact]
    public void FreeIn_TheChannelHasNoRate_OnlyTheGreatestNumberCounts() =>
        new CallPlaces(() => CallLimits.None, _time).FreeIn([.. Enumerable.Repeat(_time.GetTimestamp(), 31)], CallLimits.MostAtOnce).ShouldBe(TimeSpan.Zero);
}
