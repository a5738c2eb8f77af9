using Microsoft.Extensions.Logging;
using PicoClaw.Egress.Tests.Testing;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Tests.Sending;

// What is tried again, when, and how often.
public abstract partial class DeliveryTests
{
    [Fact]
    public async Task SendAsync_ThrottledInTheMiddle_GoesOnWithThePartThatIsMissing()
    {
        var reply = (await HearAsync()).Say(LongText(3));
        await DingTalk.FaultAsync(new { throttle = new { api = "webhook", perSecond = 2 } });
        await PutAndSendAsync(reply);
        (await DingTalk.TextsAsync()).Count.ShouldBe(2);

        await DingTalk.FaultAsync(new { clear = true });
        Time.Advance(TimeSpan.FromSeconds(60));
        await SendDueAsync();

        await ShouldBeCompleteAsync(reply);
    }

    [Fact]
    public async Task SendAsync_ProcessDiedBetweenTwoParts_TheNextGoesOnWhereItEnded()
    {
        var reply = (await HearAsync()).Say(LongText(3));
        await DingTalk.FaultAsync(new { throttle = new { api = "webhook", perSecond = 1 } });
        await PutAndSendAsync(reply);
        await DingTalk.FaultAsync(new { clear = true });

        await ReopenAsync();
        Time.Advance(TimeSpan.FromSeconds(60));
        await SendDueAsync();

        (await DingTalk.TextsAsync()).Count.ShouldBe(3);
        await ShouldBeCompleteAsync(reply);
    }

    [Fact]
    public async Task SendAsync_WebhookThrottled_WaitsAMinuteAndSendsOnce()
    {
        var reply = (await HearAsync()).Say("text");
        await DingTalk.FaultAsync(new { sendErrcode = 130101, count = 1 });
        await PutAndSendAsync(reply);
        (await Egress.StateAsync(reply)).Status.ShouldBe("queued");

        Time.Advance(TimeSpan.FromSeconds(59));
        await SendDueAsync();
        (await DingTalk.TextsAsync()).ShouldBeEmpty();

        Time.Advance(TimeSpan.FromSeconds(1));
        await SendDueAsync();
        (await ViasAsync()).ShouldBe(["webhook"]);
        (await Egress.StateAsync(reply)).Status.ShouldBe("sent");
    }

    [Fact]
    public async Task SendAsync_ThrottledAgainAndAgain_WaitsTwiceAsLongEachTime()
    {
        var reply = (await HearAsync()).Say("text");
        await DingTalk.FaultAsync(new { expireSessions = true });
        await DingTalk.FaultAsync(new { throttle = new { api = "oto", perSecond = 0 } });
        await Egress.PutAsync(reply);
        var lease = await Egress.ClaimAsync();

        var waits = new List<long>();
        foreach (var _ in Enumerable.Range(0, 8))
        {
            await Egress.SendDueAsync(lease);
            waits.Add((await Egress.HeadsAsync(lease)).Single().DueInMs);
            Time.Advance(TimeSpan.FromMilliseconds(waits[^1]));
        }

        waits.ShouldBe([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
        (await DingTalk.TextsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task SendAsync_ThrottledForHalfAnHour_FailsWithTheReason()
    {
        var reply = (await HearAsync()).Say("text");
        await Egress.PutAsync(reply);
        var lease = await Egress.ClaimAsync();
        Time.Advance(TimeSpan.FromMinutes(30));
        await DingTalk.FaultAsync(new { sendErrcode = 130101 });
        await Egress.SendDueAsync(lease);
        (await Egress.StateAsync(reply)).Status.ShouldBe("queued");

        // Time before the first call does not count, so the half hour begins with it.
        Time.Advance(TimeSpan.FromMinutes(31));
        await Egress.SendDueAsync(lease);

        await ShouldHaveFailedAsync(reply, "130101");
    }

    [Theory]
    [InlineData("webhook")]
    [InlineData("oto")]
    public async Task SendAsync_ServerErrorAfterDelivery_IsSentOnceMoreByTheSameApi(string api)
    {
        var reply = (await HearAsync()).Say("text");
        if (api == "oto")
        {
            await DingTalk.FaultAsync(new { expireSessions = true });
        }

        await DingTalk.FaultAsync(new { failAfterDelivery = true, count = 1 });
        await PutAndSendAsync(reply);
        var state = await Egress.StateAsync(reply);
        (state.Status, state.Unknowns).ShouldBe(("queued", 1));
        var warning = Egress.LogsOf(402).Single();
        warning.Message.ShouldContain(state.CallId!);
        warning.Message.ShouldContain("system.err");

        Time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();

        (await ViasAsync()).ShouldBe([api, api]);
        (await Egress.StateAsync(reply)).Status.ShouldBe("sent");
    }

    [Fact]
    public async Task SendAsync_ServerErrorsForHalfAnHour_FailsWithTheReasonAndTheNextProbes()
    {
        var lane = await HearAsync();
        var (reply, next) = (lane.Say("text"), lane.Say("next"));
        await DingTalk.FaultAsync(new { sendStatus = 503 });
        await PutAndSendAsync(reply);
        var start = Time.GetUtcNow();
        while ((await Egress.StateAsync(reply)).Status == "queued")
        {
            Time.Advance(TimeSpan.FromSeconds(30));
            await SendDueAsync();
        }

        (Time.GetUtcNow() - start).ShouldBeInRange(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(31));
        await ShouldHaveFailedAsync(reply, "not delivered in 30 minutes of trying; it may have been delivered: DingTalk answered");
        await Egress.PutAsync(next);
        await DingTalk.FaultAsync(new { clear = true });
        Time.Advance(TimeSpan.FromSeconds(60));
        await SendDueAsync();
        (await DingTalk.TextsAsync()).ShouldBe(["next"]);
        (Egress.LogsOf(410).Count, Egress.LogsOf(411).Count).ShouldBe((1, 1), "one line for each change of state");
    }

    [Fact]
    public async Task SendAsync_ServerErrorBeforeDelivery_IsUnknownTooAndArrivesOnce()
    {
        var reply = (await HearAsync()).Say("text");
        await DingTalk.FaultAsync(new { sendStatus = 503, count = 1 });
        await PutAndSendAsync(reply);
        Time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();

        (await ViasAsync()).ShouldBe(["webhook"]);
    }

    [Fact]
    public async Task SendAsync_SessionGoneAfterAnUnknownOutcome_TheOtherWayRepeatsTheCall()
    {
        var reply = (await HearAsync()).Say("text");
        await DingTalk.FaultAsync(new { failAfterDelivery = true, count = 1 });
        await PutAndSendAsync(reply);
        await DingTalk.FaultAsync(new { expireSessions = true });

        Time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();

        (await ViasAsync()).ShouldBe(["webhook", "oto"]);
        (await Egress.StateAsync(reply)).Status.ShouldBe("sent");
    }

    [Theory]
    [InlineData(5399, "webhook")]
    [InlineData(5400, "oto")]
    public async Task SendAsync_SessionExpiresAfterAnUnknownOutcome_ItsWayIsKeptWhileItIsOpen(int seconds, string via)
    {
        var reply = (await HearAsync()).Say("text");
        await DingTalk.FaultAsync(new { failAfterDelivery = true, count = 1 });
        await PutAndSendAsync(reply);

        Time.Advance(TimeSpan.FromSeconds(seconds));
        await SendDueAsync();

        (await ViasAsync()).ShouldBe(["webhook", via]);
    }

    [Fact]
    public async Task SendAsync_EveryWayIsClosedAfterAnUnknownOutcome_FailsAndSaysThatItMayHaveArrived()
    {
        var (conversation, route) = await DingTalk.HearAsync(payload: new { senderStaffId = (string?)null });
        var reply = new TestLane(conversation, route, Time).Say("text");
        await DingTalk.FaultAsync(new { failAfterDelivery = true, count = 1 });
        await PutAndSendAsync(reply);
        await DingTalk.FaultAsync(new { expireSessions = true });

        Time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();

        await ShouldHaveFailedAsync(reply, "it may have been delivered", sent: 1);
    }

    [Fact]
    public async Task SendAsync_MonthIsUsedUpAfterAnUnknownOutcome_FailsRatherThanTryWithoutEnd()
    {
        await ReopenAsync("Egress:Limits:ApiCallsPerMonth", "1");
        var reply = (await DirectAsync(1, "text"))[0];
        await DingTalk.FaultAsync(new { failAfterDelivery = true, count = 1 });
        await PutAndSendAsync(reply);

        Time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();

        await ShouldHaveFailedAsync(reply, "it may have been delivered", sent: 1);
    }

    [Fact]
    public async Task SendAsync_CutOffBeforeTheCall_TheReplyWaitsWithoutADoubt()
    {
        await ReopenAsync("Egress:Limits:ApiCallsPerSecond", "1");
        var replies = await DirectAsync(2, "text");
        await PutAndSendAsync(replies[0]);
        Time.Advance(TimeSpan.FromMilliseconds(970));
        await Egress.PutAsync(replies[1]);
        var lease = await Egress.ClaimAsync();
        using var cut = new CancellationTokenSource();
        var sending = Egress.SendAsync(lease, (await Egress.HeadsAsync(lease)).Single(), CancellationToken.None, cut.Token);
        await Egress.UntilAsync("sending", replies[1]);

        await cut.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(sending);
        var state = await Egress.StateAsync(replies[1]);
        (state.Status, state.Unknowns).ShouldBe(("queued", 0));
        (await Egress.Outbox.RecoverAsync(lease, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task SendAsync_LeaseIsLostWhileTheCallIsOut_ItsOutcomeIsRecordedAndNothingIsSentAgain()
    {
        var reply = (await HearAsync()).Say("text");
        await Egress.PutAsync(reply);
        var lease = await Egress.ClaimAsync();
        Egress.Gate.HoldAnswer = _ => true;
        using var lost = new CancellationTokenSource();
        var sending = Egress.SendAsync(lease, (await Egress.HeadsAsync(lease)).Single(), CancellationToken.None, lost.Token);
        var call = await Egress.Gate.NextAsync();
        await lost.CancelAsync();
        await ExpireLeaseAsync();
        var next = await Egress.ClaimAsync();
        (await Egress.Outbox.RecoverAsync(next, Cancel)).Count.ShouldBe(1);

        call.Release();
        await sending;

        Egress.Gate.HoldAnswer = _ => false;
        Time.Advance(TimeSpan.FromMinutes(1));
        await SendDueAsync();
        (await DingTalk.TextsAsync()).ShouldBe(["text"]);
        (await Egress.StateAsync(reply)).Status.ShouldBe("sent");
        Egress.LogsOf(414).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task SendAsync_ProcessEndsWhileTheCallIsOut_OnlyARequestThatLeftIsADoubt(bool hasLeft, int unknowns)
    {
        var reply = (await HearAsync()).Say("text");
        await Egress.PutAsync(reply);
        var lease = await Egress.ClaimAsync();
        Egress.Gate.HoldAnswer = _ => hasLeft;
        Egress.Gate.HoldRequest = _ => !hasLeft;
        using var end = new CancellationTokenSource();
        var sending = Egress.SendAsync(lease, (await Egress.HeadsAsync(lease)).Single(), end.Token, Cancel);
        await Egress.Gate.NextAsync();

        await end.CancelAsync();
        await sending;

        var state = await Egress.StateAsync(reply);
        (state.Status, state.Unknowns).ShouldBe(("queued", unknowns));
        Egress.LogsOf(402).Count.ShouldBe(unknowns);
    }

    [Fact]
    public async Task SendAsync_ThrottledAfterAnUnknownOutcome_KeepsToItsWayUntilThatIsClosed()
    {
        var reply = (await HearAsync()).Say("text");
        await DingTalk.FaultAsync(new { failAfterDelivery = true, count = 1 });
        await PutAndSendAsync(reply);
        await DingTalk.FaultAsync(new { sendErrcode = 130101, count = 1 });
        Time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();

        Time.Advance(TimeSpan.FromMinutes(90));
        await SendDueAsync();

        (await ViasAsync()).ShouldBe(["webhook", "oto"]);
    }

    [Fact]
    public async Task SendAsync_NoAnswerInTime_IsUnknown()
    {
        var reply = (await HearAsync()).Say("text");
        Egress.Gate.HoldAnswer = _ => true;
        var sending = PutAndSendAsync(reply);
        await Egress.Gate.NextAsync();

        Time.Advance(TimeSpan.FromSeconds(10));
        await sending;

        (await Egress.StateAsync(reply)).Unknowns.ShouldBe(1);
        (await DingTalk.TextsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task SendAsync_DingTalkCannotBeReached_WaitsAndCountsNoUnknownOutcome()
    {
        var reply = (await HearAsync()).Say("text");
        await DingTalk.DisposeAsync();

        await PutAndSendAsync(reply);

        var state = await Egress.StateAsync(reply);
        (state.Status, state.Unknowns, state.Throttles).ShouldBe(("queued", 0, 1));
        state.Error.ShouldNotBeNull().ShouldContain("nothing was sent");
    }

    [Fact]
    public async Task SendAsync_UserIsHeldBack_WaitsHalfAMinuteAndSendsOnce()
    {
        var reply = (await HearAsync()).Say("text");
        await DingTalk.FaultAsync(new { expireSessions = true });
        AnswerBatchSend("""{"processQueryKey":"k","flowControlledStaffIdList":["u1"]}""");
        await PutAndSendAsync(reply);
        Egress.Gate.Answer = _ => null;

        Time.Advance(TimeSpan.FromSeconds(29));
        await SendDueAsync();
        (await DingTalk.TextsAsync()).ShouldBeEmpty();

        Time.Advance(TimeSpan.FromSeconds(1));
        await SendDueAsync();
        (await ViasAsync()).ShouldBe(["oto"]);
    }

    [Fact]
    public async Task SendAsync_AfterAGap_IsLoggedOnce()
    {
        var reply = (await HearAsync()).SayAt(3, "third");
        await Egress.PutAsync(reply);
        await SendDueAsync();
        (await DingTalk.TextsAsync()).ShouldBeEmpty();

        Time.Advance(TimeSpan.FromSeconds(60));
        await DingTalk.FaultAsync(new { sendErrcode = 130101, count = 1 });
        await SendDueAsync();
        Time.Advance(TimeSpan.FromSeconds(60));
        await SendDueAsync();

        (await DingTalk.TextsAsync()).ShouldBe(["third"]);
        Egress.LogsOf(405).Single().Level.ShouldBe(LogLevel.Error);
    }

    [Fact]
    public async Task SendAsync_StaleLease_SendsNothing()
    {
        var reply = (await HearAsync()).Say("text");
        await Egress.PutAsync(reply);
        var stale = await Egress.ClaimAsync();
        var row = (await Egress.HeadsAsync(stale)).Single();
        Time.Advance(TimeSpan.FromMinutes(1));
        await Egress.ClaimAsync();

        await Should.ThrowAsync<LeaseLostException>(() => Egress.SendAsync(stale, row));

        (await DingTalk.TextsAsync()).ShouldBeEmpty();
    }
}
