using Harness.Agents;
using Load.Chaos.Audits;

namespace EndToEnd.Tests.Chaos;

/// <summary>The lines are those of egress's log.</summary>
public sealed class UnknownCallsTests
{
    private static readonly OutboxReply[] Replies =
    [
        new("d1", "thread 1", """{"text":"heard [c1.1]"}"""),
        new("d2", "thread 1", """{"text":"heard [c1.2][c1.3]"}"""),
        new("d3", "thread 1", """{"text":"heard [c1.4]"}"""),
        new("d4", "thread 2", """{"text":"heard [c2.1]"}"""),
    ];

    [Fact]
    public void In_ProcessEnded_NamesTheMessagesOfTheReply()
    {
        var call = UnknownCalls.In(
            ["12:00:00 warn: PicoClaw.Egress.Scheduling.AccountWork[401] The outcome of call c7 for reply d2 is unknown: its process ended or was cut off. x"],
            Replies).ShouldHaveSingleItem();

        (call.CallId, call.Event).ShouldBe(("c7", 401));
        call.Tokens.ShouldBe([new Token(1, 2), new Token(1, 3)]);
    }

    [Fact]
    public void In_SeveralRepliesInOneCall_NamesTheMessagesOfAllOfThem()
    {
        var call = UnknownCalls.In(
            ["12:00:00 warn: PicoClaw.Egress.Sending.CallRunner[402] => TraceId:09f168 The outcome of call c7, of 2 replies from d2 on, is unknown: x"],
            Replies).ShouldHaveSingleItem();

        (call.CallId, call.Event).ShouldBe(("c7", 402));
        call.Tokens.ShouldBe([new Token(1, 2), new Token(1, 3), new Token(1, 4)]);
    }

    [Fact]
    public void In_OtherLines_AreNoCalls() => UnknownCalls.In(["12:00:00 warn: PicoClaw.Egress[403] Reply d2 is given up: x"], Replies).ShouldBeEmpty();
}
