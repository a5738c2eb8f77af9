using Harness.Agents;
using PicoClaw.Contracts;

namespace EndToEnd.Tests.Agents;

/// <summary>A call may be repeated only where its process was killed or paused about then.</summary>
public sealed class VerdictTests
{
    private static readonly Token Said = new(1, 1);
    private readonly Disruptions _disruptions = new();
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    [Fact]
    public void OneCall_Holds() => Breaches(Call("a", 1)).ShouldBeEmpty();

    [Fact]
    public void CallIsRepeated_WithoutACause_IsABreach() => Breaches(Cut("a", 1), Call("b", 4)).Count.ShouldBe(2, "asked twice, and cut");

    [Fact]
    public async Task CallIsRepeated_LongAfterItsProcessWasKilled_IsABreach()
    {
        await DisruptedAsync("a");

        Breaches(Cut("a", 10), Call("b", 14)).Count.ShouldBe(2, "asked twice, and cut");
    }

    // It arrives after its process has ended, or resumes, and before another asks again.
    [Fact]
    public async Task CallOnItsWayWhenItsProcessWasDisrupted_IsRepeated_Holds()
    {
        await DisruptedAsync("a");

        Breaches(Cut("a", 1), Call("b", 4)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(20, 1)]
    public async Task TurnFailed_HoldsOnlyWhereItsCallsWereDisrupted(int seconds, int breaches)
    {
        await DisruptedAsync("a");
        var turn = new StoredMessage(Said, "t1", "failed", _now.AddSeconds(seconds + 5));

        Breaches(turn, Call("a", seconds)).Count.ShouldBe(breaches);
    }

    private IReadOnlyList<string> Breaches(params ModelCall[] calls) =>
        Breaches(new StoredMessage(Said, "t1", "committed", _now.AddSeconds(60)), calls);

    private IReadOnlyList<string> Breaches(StoredMessage stored, params ModelCall[] calls)
    {
        var (message, replies) = (Edges.Message(Said, ""), new ReplyLog());
        replies.Add(new DeliverMessage
        {
            Id = Guid.NewGuid(),
            Conversation = message.Conversation,
            LaneId = Guid.NewGuid(),
            Sequence = 1,
            Content = new MarkdownContent { Text = $"heard {Said}" },
            ReplyRoute = message.ReplyRoute!,
            CreatedAt = _now,
        });
        return new Verdict([Said], [stored], calls, replies, _disruptions).Breaches();
    }

    private Task DisruptedAsync(string replica) => _disruptions.AddAsync(replica, () => Task.CompletedTask);

    private ModelCall Call(string replica, int second) =>
        new(replica, [Said], _now.AddSeconds(second)) { Answered = true, EndedAt = _now.AddSeconds(second + 1) };

    private ModelCall Cut(string replica, int second) => new(replica, [Said], _now.AddSeconds(second)) { EndedAt = _now.AddSeconds(second) };
}
