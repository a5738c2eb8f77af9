using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Tests.Testing;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Tests.Scheduling;

// How the sender learns of replies: from this process's intake, from others', and from what it left unread. The clock stands still.
public abstract partial class AccountWorkTests
{
    [Fact]
    public async Task Drain_RepliesOfAnotherProcess_AreSentAtOnceAndInSequence()
    {
        var (lane, other) = (await HearAsync("group"), await HearAsync("other"));
        await using var elsewhere = Elsewhere();
        HoldRequestsOf(lane);
        await Egress.StartAsync();
        var (first, second, third) = (lane.Say("1"), lane.Say("2"), other.Say("3"));
        await elsewhere.PutAsync(first, Cancel);
        var call = await Egress.Gate.NextAsync();

        await elsewhere.PutAsync(second, Cancel);
        await elsewhere.PutAsync(third, Cancel);

        await Egress.UntilAsync("sent", third);
        LetGo(call);
        await Egress.UntilAsync("sent", first, second);
        (await DingTalk.TextsAsync("group")).ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task Drain_ReplyOfAnotherProcessAmongOwnOnes_IsSentHalfASecondLaterAtMost()
    {
        var (lane, other) = (await HearAsync("group"), await HearAsync("other"));
        await using var elsewhere = Elsewhere();
        await Egress.StartAsync();
        foreach (var own in new[] { lane.Say("1"), lane.Say("2") })
        {
            await Egress.PutAsync(own);
            await Egress.UntilAsync("sent", own);
        }

        var reply = other.Say("text");
        HoldRequestsOf(other);
        var start = Time.GetUtcNow();
        await elsewhere.PutAsync(reply, Cancel);
        Time.Advance(TimeSpan.FromMilliseconds(500));

        var call = Egress.Gate.NextAsync();
        await CreepUntilAsync(() => call.IsCompleted, TimeSpan.FromMilliseconds(1));
        LetGo(await call);
        await Egress.UntilAsync("sent", reply);
        (Time.GetUtcNow() - start).ShouldBeLessThan(TimeSpan.FromSeconds(4.5), "it was not found by the look every five seconds");
    }

    [Fact]
    public async Task Drain_RepliesOfTwoProcessesAtOnce_AreAllSent()
    {
        var lanes = await HearAsync(20);
        await using var elsewhere = Elsewhere();
        await Egress.StartAsync();
        var replies = lanes.SelectMany(lane => Enumerable.Range(1, 5).Select(number => lane.Say($"{number}"))).ToArray();

        await Task.WhenAll(replies.Select((reply, index) => index % 2 == 0 ? Egress.PutAsync(reply) : elsewhere.PutAsync(reply, Cancel)));
        await AdvanceUntilSentAsync(replies);

        foreach (var lane in lanes)
        {
            (await UnmergedAsync(lane.Conversation.Id)).ShouldBe(Enumerable.Range(1, 5).Select(number => $"{number}"));
        }
    }

    [Fact]
    public async Task Drain_RepliesTooLargeToBeReadTogether_FollowEachOtherAtOnce()
    {
        var lane = await HearAsync("group");
        var replies = Enumerable.Range(1, 4).Select(number => lane.Say($"{number} {new string('字', 8000)}")).ToArray();
        await Egress.PutAsync(replies);

        await Egress.StartAsync();

        await Egress.UntilAsync("sent", replies);
    }

    [Fact]
    public async Task Drain_NothingIsLeft_TheLaneIsKeptForASecond()
    {
        var lane = await HearAsync("group");
        await Egress.StartAsync();
        foreach (var number in Enumerable.Range(1, 3))
        {
            var reply = lane.Say($"{number}");
            await Egress.PutAsync(reply);
            await Egress.UntilAsync("sent", reply);
        }

        (await ReadLaneAsync("token")).ShouldBe(1, "it was claimed once");
        (await ReadLaneAsync("has_work")).ShouldBe(1);
        await Wait.UntilAsync(async () =>
        {
            Time.Advance(TimeSpan.FromMilliseconds(100));
            return await ReadLaneAsync("has_work") == 0;
        });
    }

    private Task<long> ReadLaneAsync(string column) =>
        Egress.Store.ReadAsync(session => session.FirstOrDefaultAsync<long>($"SELECT {column} FROM lane WHERE lane_key = 'dingtalk:main'"), Cancel);

    /// <summary>An intake that does not know who sends here.</summary>
    private OutboxIntake Elsewhere() => new(
        Egress.Store,
        new Arrivals(),
        Egress.Services.GetRequiredKeyedService<LaneSignal>(EgressService.Name),
        NullLogger<OutboxIntake>.Instance);
}
