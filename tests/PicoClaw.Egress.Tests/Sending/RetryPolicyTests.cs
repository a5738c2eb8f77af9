using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Merging;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Sending;
using PicoClaw.Egress.Tests.Testing;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Egress.Tests.Sending;

public sealed class RetryPolicyTests
{
    private static readonly SendResult[] Results =
    [
        SendResult.Sent.ToAll,
        new SendResult.RouteClosed(),
        new SendResult.QuotaGone(),
        new SendResult.NotCalled(),
        new SendResult.Busy(TimeSpan.FromSeconds(1), "busy"),
        new SendResult.Unknown("503", IsServerFault: true),
        new SendResult.Refused("no"),
        new SendResult.Withheld("no"),
    ];

    [Fact]
    public void Consequence_OnlyWhatIsSentAgain_IsSaidToBe()
    {
        RetryPolicy.Consequence(RowChange.Unknown(TimeSpan.Zero, "x")).ShouldStartWith("It is sent once more");
        RetryPolicy.Consequence(RowChange.Failed("x")).ShouldStartWith("It is given up");
    }

    [Theory]
    [InlineData("Retry", "It is sent once more")]
    [InlineData("AtMostOnce", "It is given up")]
    public void ConsequenceOfLoss_ByPolicy_SaysWhatFollows(string policy, string expected) =>
        new RetryPolicy(new Live<DeliveryOptions>(() => new() { UnknownOutcome = Enum.Parse<UnknownOutcomePolicy>(policy) })).ConsequenceOfLoss
            .ShouldStartWith(expected);

    [Theory]
    [InlineData("Sent", true, "sent")]
    [InlineData("RouteClosed", true, "queued")]
    [InlineData("QuotaGone", true, "queued")]
    [InlineData("NotCalled", true, "queued")]
    [InlineData("Busy", true, "queued")]
    [InlineData("Unknown", true, "queued")]
    [InlineData("Refused", true, "failed")]
    [InlineData("Refused", false, "queued")]
    [InlineData("Withheld", true, "failed")]
    [InlineData("Withheld", false, "queued")]
    public void Decide_Result_SaysWhatBecomesOfTheRow(string result, bool isAlone, string status)
    {
        var row = NewRow();
        var batch = new MessageBatch([row], new TestReply(TestLane.Unreachable(TimeProvider.System).Say("text"), Parts: 1));

        var policy = new RetryPolicy(new Live<DeliveryOptions>(() => new()));
        var change = policy.Decide(Results.Single(one => one.GetType().Name == result), batch, row, TimeSpan.Zero, isAlone);

        (change.Status, change.IsAlone).ShouldBe((status, !isAlone), "what was refused with others goes alone");
    }

    [Theory]
    [InlineData(0, 0, "expired")]
    [InlineData(0, 2, "expired, with 2 of its parts sent")]
    [InlineData(1, 0, "expired; it may have been delivered: its process ended during the call")]
    public void GiveUp_Expired_SaysWhatMayHaveArrived(long unknowns, long partsSent, string reason) =>
        new RetryPolicy(new Live<DeliveryOptions>(() => new())).GiveUp(NewRow(unknowns, partsSent, isExpired: true)).ShouldBe(reason);

    private static OutboxRow NewRow(long unknowns = 0, long partsSent = 0, bool isExpired = false) => new()
    {
        IsExpired = isExpired,
        DeliveryId = "delivery",
        LaneId = "lane",
        Sequence = 1,
        Status = OutboxStatus.Sending,
        Priority = 0,
        Digest = null,
        RouteUntil = null,
        IsAlone = 0,
        Body = "",
        PartsSent = partsSent,
        Throttles = 0,
        Busies = 0,
        Unknowns = unknowns,
        Via = null,
        CallId = null,
        Error = null,
        TriedForMs = 0,
        DueInMs = 0,
        AfterGap = false,
    };
}
