using Microsoft.Extensions.Time.Testing;
using PicoClaw.Storage.Lanes;
using PicoClaw.Storage.Lanes.Presence;

namespace PicoClaw.Storage.Tests.Lanes;

public sealed class LaneHoldTests
{
    [Fact]
    public void IsLeaseSafe_UntilTheMarginBeginsAndAgainAfterARenewal()
    {
        var time = new FakeTimeProvider();
        var hold = new LaneHold(
            new LaneLease("key", Guid.NewGuid(), 1), time, CancellationToken.None, CancellationToken.None, CancellationToken.None);
        hold.IsLeaseSafe.ShouldBeFalse("nobody has said yet how long");

        hold.SafeFor(TimeSpan.FromSeconds(27), time.GetTimestamp(), PresenceSpan.Hidden());
        time.Advance(TimeSpan.FromSeconds(26.9));
        hold.IsLeaseSafe.ShouldBeTrue();
        var askedAt = time.GetTimestamp();
        time.Advance(TimeSpan.FromSeconds(0.1));
        hold.IsLeaseSafe.ShouldBeFalse();

        hold.SafeFor(TimeSpan.FromSeconds(27), askedAt, PresenceSpan.Hidden());
        hold.IsLeaseSafe.ShouldBeTrue();
    }

    // A replica that does not show itself has its lease. One that does is taken for dead when its session ends.
    [Fact]
    public void MayAct_ItsSessionHasNotAnswered_WaitsAlthoughTheLeaseLasts()
    {
        var time = new FakeTimeProvider();
        var hold = new LaneHold(
            new LaneLease("key", Guid.NewGuid(), 1), time, CancellationToken.None, CancellationToken.None, CancellationToken.None);
        var span = new PresenceSpan(7, time.GetTimestamp(), TimeSpan.FromSeconds(1), time);
        hold.SafeFor(TimeSpan.FromSeconds(27), time.GetTimestamp(), span);
        hold.MayAct.ShouldBeTrue();

        time.Advance(TimeSpan.FromSeconds(1));
        (hold.MayAct, hold.IsLeaseSafe).ShouldBe((false, true));
        span.Prove(time.GetTimestamp());
        hold.MayAct.ShouldBeTrue();

        span.End();
        hold.MayAct.ShouldBeFalse("the lane was not renewed under the next session");
        hold.SafeFor(TimeSpan.FromSeconds(27), time.GetTimestamp(), PresenceSpan.Hidden());
        time.Advance(TimeSpan.FromSeconds(26));
        hold.MayAct.ShouldBeTrue();
    }
}
