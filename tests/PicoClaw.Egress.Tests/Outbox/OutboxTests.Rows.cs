using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Outbox;

// The rows of one conversation, and where a read of them ends.
public abstract partial class OutboxTests
{
    [Fact]
    public async Task RowsAsync_LimitsAreReached_TheLastRowIsNotTakenForTheLastReply()
    {
        var lane = TestLane.Unreachable(_time);
        await _egress.PutAsync(lane.Say("1"), lane.Say("2"), lane.Say("3"));
        var lease = await _egress.ClaimAsync();
        var laneId = (await _egress.HeadsAsync(lease)).Single().LaneId;

        (await IsLastAsync(maxBytes: 100, limit: 3)).ShouldBe([false, false, true]);
        (await IsLastAsync(maxBytes: 100, limit: 2)).ShouldBe([false, false]);
        (await IsLastAsync(maxBytes: 0, limit: 3)).ShouldBe([false]);

        async Task<IEnumerable<bool>> IsLastAsync(long maxBytes, int limit) =>
            (await _egress.Get<OutboxReader>().RowsAsync(lease, laneId, maxBytes, limit, Cancel)).Select(row => row.IsLast);
    }

    [Fact]
    public async Task RowsAsync_OneSequenceNumberTwice_TheFirstComesFirstHoweverLargeTheyAre()
    {
        var lane = TestLane.Unreachable(_time);
        var replies = Enumerable.Range(0, 20).Select(number => lane.SayAt(1, $"{number}") with { Id = Guid.NewGuid() }).ToList();
        foreach (var reply in replies)
        {
            await _egress.PutAsync(reply);
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        var lease = await _egress.ClaimAsync();

        (await HeadTextsAsync(lease)).ShouldBe(["0"]);
        var rows = await _egress.Get<OutboxReader>().RowsAsync(lease, $"{replies[0].LaneId}", maxBytes: 0, limit: 3, Cancel);
        rows.Select(row => row.DeliveryId).ShouldBe([$"{replies[0].Id}"]);
    }
}
