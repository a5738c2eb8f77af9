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
    public async Task SendAsync_UnknownTwice_FailsWithoutAThirdCopy()
    {
        var reply = (await HearAsync()).Say("text");
        await _dingTalk.FaultAsync(new { failAfterDelivery = true });
        await PutAndSendAsync(reply);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            await SendDueAsync();
        }

        (await ViasAsync()).ShouldBe(["webhook", "webhook"]);
        await ShouldHaveFailedAsync(reply, "unknown", sent: 2);
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
    public async Task SendAsync_SessionGoneAfterAnUnknownOutcome_NoOtherApiRepeatsTheCall()
    {
        var reply = (await HearAsync()).Say("text");
        await _dingTalk.FaultAsync(new { failAfterDelivery = true, count = 1 });
        await PutAndSendAsync(reply);
        await _dingTalk.FaultAsync(new { expireSessions = true });

        _time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();

        (await ViasAsync()).ShouldBe(["webhook"]);
        await ShouldHaveFailedAsync(reply, "no other road may repeat that call", sent: 1);
    }

    [Fact]
    public async Task SendAsync_ThrottledAfterAnUnknownOutcome_StillKeepsToTheApi()
    {
        var reply = (await HearAsync()).Say("text");
        await _dingTalk.FaultAsync(new { failAfterDelivery = true, count = 1 });
        await PutAndSendAsync(reply);
        await _dingTalk.FaultAsync(new { sendErrcode = 130101, count = 1 });
        _time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();

        _time.Advance(TimeSpan.FromMinutes(90));
        await SendDueAsync();

        (await ViasAsync()).ShouldBe(["webhook"]);
        await ShouldHaveFailedAsync(reply, "no other road", sent: 1);
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
