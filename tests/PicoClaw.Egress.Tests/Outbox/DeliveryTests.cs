using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PicoClaw.Contracts;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Tests.Testing;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Tests.Outbox;

/// <summary>One attempt at a time against the emulator; the test moves the clock in between.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private TestDingTalk _dingTalk = null!;
    private TestEgress _egress = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _dingTalk = await TestDingTalk.StartAsync(_time);
        _egress = await TestEgress.OpenAsync(_folder.Path, _time, _dingTalk.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _egress.DisposeAsync();
        await _dingTalk.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("cidGroup==")]
    public async Task SendAsync_FreshSession_GoesThroughTheWebhook(string? group)
    {
        var reply = (await HearAsync(group)).Say("# Result\n\n**fine**", "u1");

        await PutAndSendAsync(reply);

        var seen = (await _dingTalk.RepliesAsync()).Single();
        (seen.Via, seen.Title, seen.Text, seen.App).ShouldBe(("webhook", "Result", "# Result\n\n**fine**", "ding-main"));
        seen.AtUserIds.ShouldBe(["u1"]);
        seen.ConversationId.ShouldBe(reply.Conversation.Id);
        (await _egress.StateAsync(reply)).Status.ShouldBe("sent");
        (await _dingTalk.StatAsync("tokensIssued")).ShouldBe(0);
    }

    [Fact]
    public async Task SendAsync_TitleGiven_IsShown()
    {
        var thread = await HearAsync();

        await PutAndSendAsync(thread.Say("text") with { Content = new MarkdownContent { Text = "text", Title = "**Given**" } });
        await PutAndSendAsync(thread.Say("text") with { Content = new MarkdownContent { Text = "text", Title = " " } });

        (await _dingTalk.RepliesAsync()).Select(reply => reply.Title).ShouldBe(["Given", "text"]);
    }

    [Theory]
    [InlineData(null, 5339, "webhook")]
    [InlineData(null, 5340, "oto")]
    [InlineData("cidGroup==", 5339, "webhook")]
    [InlineData("cidGroup==", 5340, "group")]
    [InlineData("cidGroup==", 90_000, "group")]
    public async Task SendAsync_SixtySecondsBeforeTheStamp_TheRobotApiTakesOver(string? group, int seconds, string via)
    {
        var reply = (await HearAsync(group)).Say("late");
        _time.Advance(TimeSpan.FromSeconds(seconds));

        await PutAndSendAsync(reply);

        (await ViasAsync()).ShouldBe([via]);
        (await _dingTalk.RepliesAsync()).Single().ConversationId.ShouldBe(reply.Conversation.Id);
    }

    [Theory]
    [InlineData(null, "oto")]
    [InlineData("cidGroup==", "group")]
    public async Task SendAsync_SessionGoneBeforeItsStamp_GoesThroughTheRobotApiInTheSameAttempt(string? group, string via)
    {
        var reply = (await HearAsync(group)).Say("late");
        await _dingTalk.FaultAsync(new { expireSessions = true });

        await PutAndSendAsync(reply);

        (await ViasAsync()).ShouldBe([via]);
        (await _egress.StateAsync(reply)).Status.ShouldBe("sent");
    }

    [Fact]
    public async Task SendAsync_SessionGoneBetweenTwoParts_TheRestTakesTheOtherRoad()
    {
        var reply = (await HearAsync()).Say(LongText(3));
        _egress.Gate.HoldAnswer = request => request.RequestUri!.AbsolutePath == "/robot/sendBySession";
        var sending = PutAndSendAsync(reply);
        var first = await _egress.Gate.NextAsync();
        await _dingTalk.FaultAsync(new { expireSessions = true });

        _egress.Gate.HoldAnswer = _ => false;
        first.Release();
        await sending;

        (await ViasAsync()).ShouldBe(["webhook", "oto", "oto"]);
        await ShouldBeCompleteAsync(reply);
    }

    [Fact]
    public async Task SendAsync_NoWebhookInTheMessage_GoesThroughTheRobotApi()
    {
        var (conversation, route) = await _dingTalk.HearAsync(payload: new { sessionWebhook = (string?)null });

        await PutAndSendAsync(new TestThread(conversation, route, _time).Say("text"));

        (await ViasAsync()).ShouldBe(["oto"]);
    }

    [Fact]
    public async Task SendAsync_SessionGoneAndNoStaffId_FailsWithTheReason()
    {
        var (conversation, route) = await _dingTalk.HearAsync(payload: new { senderStaffId = (string?)null });
        var reply = new TestThread(conversation, route, _time).Say("text");
        await _dingTalk.FaultAsync(new { expireSessions = true });

        await PutAndSendAsync(reply);

        await ShouldHaveFailedAsync(reply, "every road back is closed");
    }

    [Fact]
    public async Task SendAsync_LongText_ArrivesInPartsInOrder()
    {
        var reply = (await HearAsync()).Say(LongText(5));

        await PutAndSendAsync(reply);

        (await _dingTalk.TextsAsync()).Count.ShouldBe(5);
        await ShouldBeCompleteAsync(reply);
        (await _egress.StateAsync(reply)).PartsSent.ShouldBe(5);
    }

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
        _egress = await TestEgress.OpenAsync(_folder.Path, _time, _dingTalk.Address);
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

        waits.ShouldBe([1000, 2000, 4000, 8000, 16_000, 32_000, 32_000, 32_000]);
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

        _time.Advance(TimeSpan.FromMinutes(1));
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
    public async Task SendAsync_PermanentError_FailsWithTheReasonAndTheNextStillGoes()
    {
        var thread = await HearAsync();
        var (first, second) = (thread.Say("first"), thread.Say("second"));
        await _dingTalk.FaultAsync(new { sendErrcode = 430101, count = 1 });
        await PutAndSendAsync(first, second);
        await SendDueAsync();

        (await _dingTalk.TextsAsync()).ShouldBe(["second"]);
        await ShouldHaveFailedAsync(first, "430101", sent: 1);
    }

    [Fact]
    public async Task SendAsync_AccountThatIsNotConfigured_FailsWithTheReason()
    {
        var (conversation, route) = await _dingTalk.HearAsync();
        var reply = new TestThread(conversation with { Account = "gone" }, route, _time).Say("text");
        await _egress.PutAsync(reply);

        await _egress.SendDueAsync(await _egress.ClaimAsync("gone"));

        await ShouldHaveFailedAsync(reply, "\"gone\" is not configured");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\n")]
    public async Task SendAsync_NothingToSay_FailsWithTheReason(string text)
    {
        var reply = (await HearAsync()).Say(text);

        await PutAndSendAsync(reply);

        await ShouldHaveFailedAsync(reply, "its text is empty");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"robotCode":"","isGroup":false,"userId":"u"}""")]
    [InlineData("""{"robotCode":"ding-main","isGroup":true,"openConversationId":""}""")]
    [InlineData("""{"robotCode":"ding-main","isGroup":false,"userId":""}""")]
    [InlineData("""{"robotCode":"ding-main","isGroup":false,"sessionWebhook":"/relative"}""")]
    [InlineData("""{"robotCode":"ding-main","isGroup":false,"sessionWebhook":"http://10.0.0.1/inner"}""")]
    public async Task SendAsync_RouteThatNobodyCanRead_FailsWithAReason(string address)
    {
        var (conversation, _) = await _dingTalk.HearAsync();
        var reply = new TestThread(conversation, new ReplyRoute { Address = address }, _time).Say("text");

        await PutAndSendAsync(reply);

        await ShouldHaveFailedAsync(reply, "");
    }

    [Fact]
    public async Task SendAsync_RowThatCannotBeRead_FailsWithAReason()
    {
        var reply = (await HearAsync()).Say("text");
        await _egress.PutAsync(reply);
        await _egress.Store.WriteAsync(session => session.ExecuteAsync("""UPDATE outbox SET body = replace(body, '"markdown"', '"hologram"')"""), Cancel);

        await SendDueAsync();

        await ShouldHaveFailedAsync(reply, "cannot be read");
    }

    [Fact]
    public async Task SendAsync_HalfACharacterInTheText_IsSentAllTheSame()
    {
        await PutAndSendAsync((await HearAsync()).Say("cut \ud83d" + new string('x', 9000)));

        (await _dingTalk.TextsAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task SendAsync_TokenRefused_IsSentWithANewOne()
    {
        var thread = await HearAsync();
        await _dingTalk.FaultAsync(new { expireSessions = true });
        await PutAndSendAsync(thread.Say("first"));
        await _dingTalk.FaultAsync(new { tokenInvalid = true });

        await PutAndSendAsync(thread.Say("second"));

        (await ViasAsync()).ShouldBe(["oto", "oto"]);
    }

    [Theory]
    [InlineData("invalidStaffIdList")]
    [InlineData("filteredStaffIdList")]
    public async Task SendAsync_SuccessThatReachedNobody_FailsWithTheReason(string list)
    {
        var reply = (await HearAsync()).Say("text");
        await _dingTalk.FaultAsync(new { expireSessions = true });
        AnswerBatchSend($$"""{"processQueryKey":"k","{{list}}":["u1"]}""");

        await PutAndSendAsync(reply);

        await ShouldHaveFailedAsync(reply, "does not know the user u1");
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
    public async Task SendAsync_WebhookThatRedirects_IsNotFollowed()
    {
        await using var server = await RedirectingServer.StartAsync();
        await _egress.DisposeAsync();
        _egress = await TestEgress.OpenAsync(_folder.Path, _time, server.Address);
        var (conversation, _) = await _dingTalk.HearAsync();
        var route = new ReplyRoute { Address = $$"""{"robotCode":"ding-main","isGroup":false,"sessionWebhook":"{{server.Address}}robot/sendBySession?session=1"}""" };
        var reply = new TestThread(conversation, route, _time).Say("text");

        await PutAndSendAsync(reply);

        await ShouldHaveFailedAsync(reply, "Redirects are not followed");
        server.Followed.ShouldBe(0);
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

        await Should.ThrowAsync<LeaseLostException>(() => _egress.Get<Delivery>().SendAsync(stale, row, () => false, Cancel));

        (await _dingTalk.TextsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task SendAsync_Failures_NeverLogTheWebhook()
    {
        var thread = await HearAsync();
        var (reply, session) = (thread.Say("the text"), thread.Session);
        await _dingTalk.FaultAsync(new { failAfterDelivery = true });
        await PutAndSendAsync(reply);
        _time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();
        _time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();

        _egress.Logs.GetSnapshot().ShouldNotBeEmpty();
        _egress.Logs.GetSnapshot().ShouldAllBe(record => !record.Message.Contains(session) && !record.Message.Contains("the text") && !record.Message.Contains("secret-of"));
        (await _egress.StateAsync(reply)).Error.ShouldNotBeNull().ShouldNotContain(session);
    }

    private static string LongText(int parts) => string.Join("\n\n", Enumerable.Range(1, parts).Select(part => $"part {part} {new string('字', 3000)}"));

    private void AnswerBatchSend(string json) => _egress.Gate.Answer = request =>
        request.RequestUri!.AbsolutePath.EndsWith("batchSend", StringComparison.Ordinal) ? new HttpResponseMessage { Content = new StringContent(json) } : null;

    private async Task<TestThread> HearAsync(string? group = null)
    {
        var (conversation, route) = await _dingTalk.HearAsync(group: group);
        return new TestThread(conversation, route, _time);
    }

    private async Task PutAndSendAsync(params DeliverMessage[] replies)
    {
        await _egress.PutAsync(replies);
        await SendDueAsync();
    }

    private async Task SendDueAsync()
    {
        var lease = await _egress.ClaimAsync();
        await _egress.SendDueAsync(lease);
        await _egress.Lanes.HandBackAsync(lease, Cancel);
    }

    private async Task<IReadOnlyList<string>> ViasAsync() => [.. (await _dingTalk.RepliesAsync()).Select(reply => reply.Via)];

    private async Task ShouldBeCompleteAsync(DeliverMessage reply)
    {
        string.Join("\n\n", await _dingTalk.TextsAsync()).ShouldBe(((MarkdownContent)reply.Content).Text);
        (await _egress.StateAsync(reply)).Status.ShouldBe("sent");
    }

    private async Task ShouldHaveFailedAsync(DeliverMessage reply, string reason, int sent = 0)
    {
        var state = await _egress.StateAsync(reply);
        state.Status.ShouldBe("failed");
        state.Error.ShouldNotBeNullOrEmpty();
        state.Error.ShouldContain(reason);
        _egress.LogsOf(403).Single().Message.ShouldContain(state.Error);
        (await _dingTalk.TextsAsync()).Count.ShouldBe(sent);
    }
}
