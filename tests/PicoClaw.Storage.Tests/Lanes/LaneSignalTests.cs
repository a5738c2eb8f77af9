using PicoClaw.Storage.Lanes;

namespace PicoClaw.Storage.Tests.Lanes;

public sealed class LaneSignalTests
{
    [Fact]
    public void Wake_MoreThanThereIsRoomFor_IsToldOnce()
    {
        var signal = new LaneSignal();
        signal.Wake("a");
        signal.TakeLost().ShouldBeFalse();

        for (var more = 0; more < 1000; more++)
        {
            signal.Wake("a");
        }

        signal.TakeLost().ShouldBeTrue();
        signal.TakeLost().ShouldBeFalse();
    }

    [Fact]
    public void Wake_OneKey_IsFollowedByOneReader()
    {
        var signal = new LaneSignal();
        signal.Wake("a");
        signal.Wake("a");

        signal.Keys.Select(keys => keys.Count).Order().ShouldBe([0, 0, 0, 2]);
    }
}
