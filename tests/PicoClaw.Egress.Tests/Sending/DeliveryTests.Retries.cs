using Microsoft.Extensions.Logging;
using PicoClaw.Egress.Tests.Testing;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Tests.Outbox;

// What is tried again, when, and how often.
public abstract partial class DeliveryTests
{
    [Fact]
    public async Task SendAsync_ThrottledInTheMiddle_GoesOnWithThePartThatIsMissing()
    {
        var reply = (await HearAsync()).Say(LongText(3));
        await _dingTalk.FaultAsync(new { throttle = new { api = "webhook", perSecond = 2 } });
        await PutAndSendAsync(reply);
        (await _dingTalk.TextsAsync()).Count.ShouldBe(2);

        await _dingTalk.FaultAsync(new { clear = true });
        _time.Advance(TimeSpan.FromSeconds(60));
        await SendDueAsync();

        await ShouldBeCompleteAsync(reply);
    }

    [Fact]
    public async Task SendAsync_ProcessDiedBetweenTwoParts_TheNextGoesOnWhereItEnded()
    {
        var reply = (await HearAsync()).Say(LongText(3));
        await _dingTalk.FaultAsync(new { throttle = new { api = "webhook", perSecond = 1 } });
        await PutAndSendAsync(reply);
        await _dingTalk.FaultAsync(new { clear = true });

        await _egress.DisposeAsync();
        _egress = await TestEgress.OpenAsync(_place, _time, _dingTalk.Address);
        _time.Advance(TimeSpan.FromSeconds(60));
        await SendDueAsync();

        (await _dingTalk.TextsAsync()).Count.ShouldBe(3);
        await ShouldBeCompleteAsync(reply);
    }

    [Fact]
    public async Task SendAsync_WebhookThrottled_WaitsAMinuteAndSendsOnce()
    {
        var reply = (await HearAsync()).Say("text");
        await _dingTalk.FaultAsync(new { sendErrcode = 130101, count = 1 });
        await PutAndSendAsync(reply);
        (await _egress.StateAsync(reply)).Status.ShouldBe("queued");

        _time.Advance(TimeSpan.FromSeconds(59));
        await SendDueAsync();
        (await _dingTalk.TextsAsync()).ShouldBeEmpty();

        _time.Advance(TimeSpan.FromSeconds(1));
        await SendDueAsync();
        (await ViasAsync()).ShouldBe(["webhook"]);
        (await _egress.StateAsync(reply)).Status.ShouldBe("sent");
    }

    [Fact]
    public async Task SendAsync_ThrottledAgainAndAgain_WaitsTwiceAsLongEachTime()
    {
        var reply = (await HearAsync()).Say("text");
        await _dingTalk.FaultAsync(new { expireSessions = true });
        await _dingTalk.FaultAsync(new { throttle = new { api = "oto", perSecond = 0 } });
        await _egress.PutAsync(reply);
        var lease = await _egress.ClaimAsync();

        var waits = new List<long>();
        foreach (var _ in Enumerable.Range(0, 8))
        {
            await _egress.SendDueAsync(lease);
            waits.Add((await _egress.HeadsAsync(lease)).Single().DueInMs);
            _time.Advance(TimeSpan.FromMilliseconds(waits[^1]));
        }

        waits.ShouldBe([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
        (await _dingTalk.TextsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task SendAsync_ThrottledForHalfAnHour_FailsWithTheReason()
    {
        var reply = (await HearAsync()).Say("text");
        await _egress.PutAsync(reply);
        var lease = await _egress.ClaimAsync();
        _time.Advance(TimeSpan.FromMinutes(30));
        await _dingTalk.FaultAsync(new { sendErrcode = 130101 });
        await _egress.SendDueAsync(lease);
        (await _egress.StateAsync(reply)).Status.ShouldBe("queued");

        // Time in which nobody tried does not count, so the half hour begins with the first call.
        _time.Advance(TimeSpan.FromMinutes(31));
        await _egress.SendDueAsync(lease);

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
            await _dingTalk.FaultAsync(new { expireSessions = true });
        }

        await _dingTalk.FaultAsync(new { failAfterDelivery = true, count = 1 });
        await PutAndSendAsync(reply);
        var state = await _egress.StateAsync(reply);
        (state.Status, state.Unknowns).ShouldBe(("queued", 1));
        var warning = _egress.LogsOf(402).Single();
        warning.Message.ShouldContain(state.CallId!);
        warning.Message.ShouldContain("system.err");

        _time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();

        (await ViasAsync()).ShouldBe([api, api]);
        (await _egress.StateAsync(reply)).Status.ShouldBe("sent");
    }

    [Fact]
    public async Task SendAsync_ServerErrorsForHalfAnHour_FailsWithTheReasonAndTheNextProbes()
    {
        var thread = await HearAsync();
        var (reply, next) = (thread.Say("text"), thread.Say("next"));
        await _dingTalk.FaultAsync(new { sendStatus = 503 });
        await PutAndSendAsync(reply);
        var start = _time.GetUtcNow();
        while ((await _egress.StateAsync(reply)).Status == "queued")
        {
            _time.Advance(TimeSpan.FromSeconds(30));
            await SendDueAsync();
        }

        (_time.GetUtcNow() - start).ShouldBeInRange(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(31));
        await ShouldHaveFailedAsync(reply, "not delivered in 30 minutes of trying; it may have been delivered: DingTalk answered");
        await _egress.PutAsync(next);
        await _dingTalk.FaultAsync(new { clear = true });
        _time.Advance(TimeSpan.FromSeconds(60));
        await SendDueAsync();
        (await _dingTalk.TextsAsync()).ShouldBe(["next"]);
        (_egress.LogsOf(410).Count, _egress.LogsOf(411).Count).ShouldBe((1, 1), "one line for each change of state");
    }

    [Fact]
    public async Task SendAsync_ServerErrorBeforeDelivery_IsUnknownTooAndArrivesOnce()
    {
        var reply = (await HearAsync()).Say("text");
        await _dingTalk.FaultAsync(new { sendStatus = 503, count = 1 });
        await PutAndSendAsync(reply);
        _time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();

        (await ViasAsync()).ShouldBe(["webhook"]);
    }

    [Fact]
    public async Task SendAsync_SessionGoneAfterAnUnknownOutcome_TheOtherWayRepeatsTheCall()
    {
        var reply = (await HearAsync()).Say("text");
        await _dingTalk.FaultAsync(new { failAfterDelivery = true, count = 1 });
        await PutAndSendAsync(reply);
        await _dingTalk.FaultAsync(new { expireSessions = true });

        _time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();

        (await ViasAsync()).ShouldBe(["webhook", "oto"]);
        (await _egress.StateAsync(reply)).Status.ShouldBe("sent");
    }

    [Theory]
    [InlineData(5399, "webhook")]
    [InlineData(5400, "oto")]
    public async Task SendAsync_SessionExpiresAfterAnUnknownOutcome_ItsWayIsKeptWhileItIsOpen(int seconds, string via)
    {
        var reply = (await HearAsync()).Say("text");
        await _dingTalk.FaultAsync(new { failAfterDelivery = true, count = 1 });
        await PutAndSendAsync(reply);

        _time.Advance(TimeSpan.FromSeconds(seconds));
        await SendDueAsync();

        (await ViasAsync()).ShouldBe(["webhook", via]);
    }

    [Fact]
    public async Task SendAsync_EveryWayIsClosedAfterAnUnknownOutcome_FailsAndSaysThatItMayHaveArrived()
    {
        var (conversation, route) = await _dingTalk.HearAsync(payload: new { senderStaffId = (string?)null });
        var reply = new TestThread(conversation, route, _time).Say("text");
        await _dingTalk.FaultAsync(new { failAfterDelivery = true, count = 1 });
        await PutAndSendAsync(reply);
        await _dingTalk.FaultAsync(new { expireSessions = true });

        _time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();

        await ShouldHaveFailedAsync(reply, "it may have been delivered", sent: 1);
    }

    [Fact]
    public async Task SendAsync_MonthIsUsedUpAfterAnUnknownOutcome_FailsRatherThanTryWithoutEnd()
    {
        await ReopenAsync("Egress:Limits:ApiCallsPerMonth", "1");
        var reply = (await DirectAsync(1, "text"))[0];
        await _dingTalk.FaultAsync(new { failAfterDelivery = true, count = 1 });
        await PutAndSendAsync(reply);

        _time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();

        await ShouldHaveFailedAsync(reply, "it may have been delivered", sent: 1);
    }

    [Fact]
    public async Task SendAsync_CutOffBeforeTheCall_TheReplyWaitsWithoutADoubt()
    {
        await ReopenAsync("Egress:Limits:ApiCallsPerSecond", "1");
        var replies = await DirectAsync(2, "text");
        await PutAndSendAsync(replies[0]);
        _time.Advance(TimeSpan.FromMilliseconds(900));
        await _egress.PutAsync(replies[1]);
        var lease = await _egress.ClaimAsync();
        using var cut = new CancellationTokenSource();
        var sending = _egress.SendAsync(lease, (await _egress.HeadsAsync(lease)).Single(), CancellationToken.None, cut.Token);
        await _egress.UntilAsync("sending", replies[1]);

        await cut.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(sending);
        var state = await _egress.StateAsync(replies[1]);
        (state.Status, state.Unknowns).ShouldBe(("queued", 0));
        (await _egress.Outbox.RecoverAsync(lease, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task SendAsync_LeaseIsLostWhileTheCallIsOut_ItsOutcomeIsRecordedAndNothingIsSentAgain()
    {
        var reply = (await HearAsync()).Say("text");
        await _egress.PutAsync(reply);
        var lease = await _egress.ClaimAsync();
        _egress.Gate.HoldAnswer = _ => true;
        using var lost = new CancellationTokenSource();
        var sending = _egress.SendAsync(lease, (await _egress.HeadsAsync(lease)).Single(), CancellationToken.None, lost.Token);
        var call = await _egress.Gate.NextAsync();
        await lost.CancelAsync();
        await ExpireLeaseAsync();
        var next = await _egress.ClaimAsync();
        (await _egress.Outbox.RecoverAsync(next, Cancel)).Count.ShouldBe(1);

        call.Release();
        await sending;

        _egress.Gate.HoldAnswer = _ => false;
        _time.Advance(TimeSpan.FromMinutes(1));
        await SendDueAsync();
        (await _dingTalk.TextsAsync()).ShouldBe(["text"]);
        (await _egress.StateAsync(reply)).Status.ShouldBe("sent");
        _egress.LogsOf(414).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task SendAsync_ProcessEndsWhileTheCallIsOut_OnlyARequestThatLeftIsADoubt(bool hasLeft, int unknowns)
    {
        var reply = (await HearAsync()).Say("text");
        await _egress.PutAsync(reply);
        var lease = await _egress.ClaimAsync();
        _egress.Gate.HoldAnswer = _ => hasLeft;
        _egress.Gate.HoldRequest = _ => !hasLeft;
        using var end = new CancellationTokenSource();
        var sending = _egress.SendAsync(lease, (await _egress.HeadsAsync(lease)).Single(), end.Token, Cancel);
        await _egress.Gate.NextAsync();

        await end.CancelAsync();
        await sending;

        var state = await _egress.StateAsync(reply);
        (state.Status, state.Unknowns).ShouldBe(("queued", unknowns));
        _egress.LogsOf(402).Count.ShouldBe(unknowns);
    }

    [Fact]
    public async Task SendAsync_ThrottledAfterAnUnknownOutcome_KeepsToItsWayUntilThatIsClosed()
    {
        var reply = (await HearAsync()).Say("text");
        await _dingTalk.FaultAsync(new { failAfterDelivery = true, count = 1 });
        await PutAndSendAsync(reply);
        await _dingTalk.FaultAsync(new { sendErrcode = 130101, count = 1 });
        _time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();

        _time.Advance(TimeSpan.FromMinutes(90));
        await SendDueAsync();

        (await ViasAsync()).ShouldBe(["webhook", "oto"]);
    }

    [Fact]
    public async Task SendAsync_NoAnswerInTime_IsUnknown()
    {
        var reply = (await HearAsync()).Say("text");
        _egress.Gate.HoldAnswer = _ => true;
        var sending = PutAndSendAsync(reply);
        await _egress.Gate.NextAsync();

        _time.Advance(TimeSpan.FromSeconds(10));
        await sending;

        (await _egress.StateAsync(reply)).Unknowns.ShouldBe(1);
        (await _dingTalk.TextsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task SendAsync_DingTalkCannotBeReached_WaitsAndCountsNoUnknownOutcome()
    {
        var reply = (await HearAsync()).Say("text");
        await _dingTalk.DisposeAsync();

        await PutAndSendAsync(reply);

        var state = await _egress.StateAsync(reply);
        (state.Status, state.Unknowns, state.Throttles).ShouldBe(("queued", 0, 1));
        state.Error.ShouldNotBeNull().ShouldContain("nothing was sent");
    }

    [Fact]
    public async Task SendAsync_UserIsHeldBack_WaitsHalfAMinuteAndSendsOnce()
    {
        var reply = (await HearAsync()).Say("text");
        await _dingTalk.FaultAsync(new { expireSessions = true });
        AnswerBatchSend("""{"processQueryKey":"k","flowControlledStaffIdList":["u1"]}""");
        await PutAndSendAsync(reply);
        _egress.Gate.Answer = _ => null;

        _time.Advance(TimeSpan.FromSeconds(29));
        await SendDueAsync();
        (await _dingTalk.TextsAsync()).ShouldBeEmpty();

        _time.Advance(TimeSpan.FromSeconds(1));
        await SendDueAsync();
        (await ViasAsync()).ShouldBe(["oto"]);
    }

    [Fact]
    public async Task SendAsync_AfterAGap_IsLoggedOnce()
    {
        var reply = (await HearAsync()).SayAt(3, "third");
        await _egress.PutAsync(reply);
        await SendDueAsync();
        (await _dingTalk.TextsAsync()).ShouldBeEmpty();

        _time.Advance(TimeSpan.FromSeconds(60));
        await _dingTalk.FaultAsync(new { sendErrcode = 130101, count = 1 });
        await SendDueAsync();
        _time.Advance(TimeSpan.FromSeconds(60));
        await SendDueAsync();

        (await _dingTalk.TextsAsync()).ShouldBe(["third"]);
        _egress.LogsOf(405).Single().Level.ShouldBe(LogLevel.Error);
    }

    [Fact]
    public async Task SendAsync_StaleLease_SendsNothing()
    {
        var reply = (await HearAsync()).Say("text");
        await _egress.PutAsync(reply);
        var stale = await _egress.ClaimAsync();
        var row = (await _egress.HeadsAsync(stale)).Single();
        _time.Advance(TimeSpan.FromMinutes(1));
        await _egress.ClaimAsync();

        await Should.ThrowAsync<LeaseLostException>(() => _egress.SendAsync(stale, row));

        (await _dingTalk.TextsAsync()).ShouldBeEmpty();
    }
}
