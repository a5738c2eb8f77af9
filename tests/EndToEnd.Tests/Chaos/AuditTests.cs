using Harness.Agents;
using Load.Chaos.Audits;
using Load.Traffic;

namespace EndToEnd.Tests.Chaos;

/// <summary>A verdict that cannot fail proves nothing: each test spoils a good run in one way.</summary>
public sealed class AuditTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly List<Push> _pushes = [.. Enumerable.Range(1, 4).Select(number => Said(number))];
    private readonly List<Heard> _replies = [.. Enumerable.Range(1, 4).Select(number => Reply(number, number))];
    private readonly List<UnknownCall> _unknown = [];
    private readonly Disruptions _disruptions = new();

    [Fact]
    public void GoodRun_Holds()
    {
        var verdict = Judge();

        verdict.Holds.ShouldBeTrue();
        (verdict.Said, verdict.Answered).ShouldBe((4, 4));
    }

    [Fact]
    public void MergedReply_AnswersAllItsMessages()
    {
        _replies.RemoveRange(1, 3);
        _replies.Add(Reply(2, 2, 3, 4));

        Judge().Holds.ShouldBeTrue();
    }

    [Fact]
    public void NoReply_IsLost()
    {
        _replies.RemoveAt(2);

        var verdict = Judge();

        verdict.Holds.ShouldBeFalse();
        verdict.Lost.ShouldBe([new Token(1, 3)]);
    }

    [Theory]
    [InlineData("waiting")]
    [InlineData("pushed")]
    public void NoReplyAndNoAck_IsLost(string state)
    {
        _replies.RemoveAt(2);
        _pushes[2] = _pushes[2] with { State = state, AckMs = null };

        Judge().Lost.ShouldBe([new Token(1, 3)]);
    }

    [Fact]
    public void NoReplyToWhatDingTalkGaveUp_IsCountedApart()
    {
        _replies.RemoveAt(2);
        _pushes[2] = _pushes[2] with { State = "abandoned", AckMs = null, Count = 3 };

        var verdict = Judge();

        verdict.Holds.ShouldBeTrue();
        verdict.Lost.ShouldBeEmpty();
        verdict.Abandoned.ShouldBe([new Token(1, 3)]);
    }

    [Fact]
    public void SecondReply_IsDoubled()
    {
        _replies.Add(Reply(5, 2));

        var verdict = Judge();

        verdict.Holds.ShouldBeFalse();
        verdict.Doubled.ShouldHaveSingleItem().ShouldContain("[c1.2]");
    }

    [Fact]
    public void SecondTimeWithinAReply_IsDoubled()
    {
        _replies[1] = Reply(2, 2, 2);

        Judge().Doubled.ShouldHaveSingleItem().ShouldContain("[c1.2]");
    }

    [Fact]
    public async Task SecondReplyAfterAKilledCall_IsExplainedByIt()
    {
        await KilledAsync("egress-1");
        _unknown.Add(new UnknownCall("call-1", 401, [new Token(1, 2)], ""));
        _replies.Add(Reply(5, 2));

        var verdict = Judge();

        verdict.Holds.ShouldBeTrue();
        verdict.Explained.ShouldHaveSingleItem().ShouldContain("call-1");
    }

    [Theory]
    [InlineData("agent-1", 2)]
    [InlineData("egress-1", 3)]
    public async Task SecondReplyAfterAnotherDeathOrAnotherCall_IsDoubled(string killed, int number)
    {
        await KilledAsync(killed);
        _unknown.Add(new UnknownCall("call-1", 401, [new Token(1, number)], ""));
        _replies.Add(Reply(5, 2));

        Judge().Doubled.ShouldHaveSingleItem().ShouldContain("no call explains it");
    }

    // The process had died long before it, or dies long after it.
    [Theory]
    [InlineData(-60)]
    [InlineData(60)]
    public async Task SecondReply_DeathAtAnotherTime_IsDoubled(int seconds)
    {
        await KilledAsync("egress-1");
        _unknown.Add(new UnknownCall("call-1", 401, [new Token(1, 2)], ""));
        _replies[1] = _replies[1] with { ReceivedAt = _replies[1].ReceivedAt.AddSeconds(-seconds) };
        _replies.Add(Reply(5, 2) with { ReceivedAt = _replies[1].ReceivedAt.AddSeconds(100) });

        Judge().Doubled.ShouldHaveSingleItem().ShouldContain("no call explains it");
    }

    [Fact]
    public void SecondReplyAfterAnUnknownCallOfALivingProcess_IsDoubled()
    {
        _unknown.Add(new UnknownCall("call-1", 402, [new Token(1, 2)], ""));
        _replies.Add(Reply(5, 2));

        Judge().Holds.ShouldBeFalse();
    }

    [Fact]
    public void SwappedReplies_AreOutOfOrder()
    {
        (_replies[1], _replies[2]) = (Reply(2, 3), Reply(3, 2));

        var verdict = Judge();

        verdict.Holds.ShouldBeFalse();
        verdict.OutOfOrder.ShouldBe(["[c1.3] was answered before [c1.2]"]);
    }

    [Fact]
    public void SwappedWithinAMergedReply_AreOutOfOrder()
    {
        _replies.RemoveRange(1, 2);
        _replies.Add(Reply(2, 3, 2));

        Judge().OutOfOrder.ShouldContain("[c1.3] was answered before [c1.2]");
    }

    // Pushed at 2, 17 and 32 s; the next one at 3 s.
    [Fact]
    public void SwappedBecauseItWasPushedAgainLater_IsAllowed()
    {
        _pushes[1] = _pushes[1] with { Count = 3, AckMs = 30_010 };
        (_replies[1], _replies[2]) = (Reply(2, 3), Reply(3, 2));

        Judge().Holds.ShouldBeTrue();
    }

    [Fact]
    public void SwappedAlthoughItsLastPushWasEarlier_AreOutOfOrder()
    {
        _pushes[1] = _pushes[1] with { Count = 2, AckMs = 900 };
        (_replies[1], _replies[2]) = (Reply(2, 3), Reply(3, 2));

        Judge().OutOfOrder.ShouldBe(["[c1.3] was answered before [c1.2]"]);
    }

    [Fact]
    public void AnswerToNothing_IsDoubled()
    {
        _replies.Add(Reply(5, 9));

        Judge().Doubled.ShouldBe(["[c1.9] was never said"]);
    }

    private static Push Said(int number)
    {
        var at = Start.AddSeconds(number);
        return new Push($"please keep {new Token(1, number)}", at, at, Count: 1, State: "acked", AckMs: 10);
    }

    private static Heard Reply(int sequence, params int[] numbers) => new(
        sequence,
        "cid1==",
        string.Concat(numbers.Select(number => new Token(1, number))),
        "webhook",
        $"http-{sequence}",
        TimeProvider.System.GetUtcNow().AddSeconds(sequence));

    private Task KilledAsync(string service) => _disruptions.AddAsync(service, () => Task.CompletedTask);

    private Verdict Judge() => Audit.Of(new Evidence(new EmulatorRecord(_pushes, _replies), _unknown, ["egress-1", "egress-2"], _disruptions));
}
