using Microsoft.Extensions.Time.Testing;
using PicoClaw.Storage.Lanes;

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

        hold.SafeFor(TimeSpan.FromSeconds(27), time.GetTimestamp());
        time.Advance(TimeSpan.FromSeconds(26.9));
        hold.IsLeaseSafe.ShouldBeTrue();
        var askedAt = time.GetTimestamp();
        time.Advance(TimeSpan.FromSeconds(0.1));
        hold.IsLeaseSafe.ShouldBeFalse();

        hold.SafeFor(TimeSpan.FromSeconds(27), askedAt);
        hold.IsLeaseSafe.ShouldBeTrue();
    }
}
