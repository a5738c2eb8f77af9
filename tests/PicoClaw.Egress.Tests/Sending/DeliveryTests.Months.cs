using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Budget;

namespace PicoClaw.Egress.Tests.Sending;

// What is counted in which month, what is given back, and what ends a month's quota.
public abstract partial class DeliveryTests
{
    private const string QuotaAnswer = """{"code":"Forbidden.AccessDenied.ApiCountLimitForOrg","message":"used up"}""";

    [Theory]
    [InlineData(403, "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi")]
    [InlineData(400, "send.too.fast")]
    [InlineData(429, "TooManyRequests")]
    public async Task SendAsync_CallThatDingTalkRefusesAsTooMany_IsNotCounted(int status, string code)
    {
        var reply = (await DirectAsync(1, "text"))[0];
        await DingTalk.FaultAsync(new { sendCode = new { status, code, times = 3 } });
        await PutAndSendAsync(reply);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            Time.Advance(TimeSpan.FromSeconds(10));
            await SendDueAsync();
        }

        (await Egress.StateAsync(reply)).Status.ShouldBe("sent");
        (await ApiCallsAsync()).ShouldBe(1, "as many as DingTalk took");
        Budget.Used.ShouldBe(1);
    }

    [Fact]
    public async Task SendAsync_DingTalkIsNotReached_IsNotCounted()
    {
        await PutAndSendAsync((await DirectAsync(1, "first"))[0]);
        Egress.Gate.Answer = request => request.RequestUri!.AbsolutePath.EndsWith("batchSend", StringComparison.Ordinal)
            ? throw new HttpRequestException(HttpRequestError.ConnectionError) : null;

        await PutAndSendAsync((await DirectAsync(2, "second"))[1]);

        (await ApiCallsAsync()).ShouldBe(1);
        Budget.Used.ShouldBe(1);
    }

    [Fact]
    public async Task SendAsync_PermitTakenBackBeforeTheCall_IsNotCounted()
    {
        var replies = await DirectAsync(1, "text");
        await Egress.PutAsync(replies);
        var lease = await Egress.ClaimAsync();
        var head = (await Egress.HeadsAsync(lease)).Single();

        await Egress.AttemptAsync(lease, head, isSafe: false);

        (await ApiCallsAsync()).ShouldBe(0);
        Budget.Used.ShouldBe(0);
    }

    [Fact]
    public async Task SendAsync_WebhookReplies_AreCountedApartAndWarnedOfOnce()
    {
        await ReopenAsync("Egress:Limits:StreamCallsPerMonth", "10");
        var lane = await HearAsync();
        foreach (var number in Enumerable.Range(1, 6))
        {
            await PutAndSendAsync(lane.Say($"{number}"));
            Egress.LogsOf(420).Count.ShouldBe(number < 4 ? 0 : 1, "at 80 %, a push and a reply each");
        }

        await DingTalk.FaultAsync(new { sendErrcode = 130101, count = 1 });
        await PutAndSendAsync(lane.Say("throttled"));

        (Budget.Webhooks, Budget.StreamUsed, Budget.Used).ShouldBe((6, 12, 0));
        (await ReadMonthsAsync()).ShouldBe([("2026-01", 0, 6)]);
    }

    [Fact]
    public async Task SendAsync_QuotaAnswerComesAfterTheMonthsEnd_TheNewMonthIsOpen()
    {
        var replies = await DirectAsync(2, "text");
        Time.Advance(new DateTimeOffset(2026, 1, 31, 15, 59, 59, TimeSpan.Zero) - Time.GetUtcNow());
        Egress.Gate.Answer = request =>
        {
            if (!request.RequestUri!.AbsolutePath.EndsWith("batchSend", StringComparison.Ordinal))
            {
                return null;
            }

            Time.Advance(TimeSpan.FromSeconds(2));
            Egress.Gate.Answer = _ => null;
            return new HttpResponseMessage(System.Net.HttpStatusCode.Forbidden) { Content = new StringContent(QuotaAnswer) };
        };

        await PutAndSendAsync(replies);

        (await StatesAsync(replies)).ShouldAllBe(state => state.Status == "sent");
        (await ReadMonthsAsync()).ShouldBe([("2026-01", 0, 0), ("2026-02", 2, 0)]);
    }

    [Fact]
    public async Task SendAsync_StoreSaysSpent_DingTalkIsAskedOnceAnHourUntilItTakesACall()
    {
        var calls = 0;
        var replies = await DirectAsync(7, "text");
        Egress.Gate.Answer = request =>
        {
            if (!request.RequestUri!.AbsolutePath.EndsWith("batchSend", StringComparison.Ordinal))
            {
                return null;
            }

            calls++;
            return calls < 3 ? new HttpResponseMessage(System.Net.HttpStatusCode.Forbidden) { Content = new StringContent(QuotaAnswer) } : null;
        };
        await PutAndSendAsync(replies[0], replies[1]);
        calls.ShouldBe(1);

        Time.Advance(TimeSpan.FromMinutes(59));
        await PutAndSendAsync(replies[2]);
        calls.ShouldBe(1, "not within the hour");

        Time.Advance(TimeSpan.FromMinutes(1));
        await PutAndSendAsync(replies[3], replies[4]);
        calls.ShouldBe(2, "one call asks");

        // A replica that takes over goes on where this one was.
        var answer = Egress.Gate.Answer;
        await ReopenAsync("Egress:Limits:ApiCallsPerMonth", "5000");
        Egress.Gate.Answer = answer;
        await LoadAsync();
        await PutAndSendAsync(replies[5]);
        calls.ShouldBe(2);
        Time.Advance(TimeSpan.FromHours(1));
        await PutAndSendAsync(replies[6]);

        calls.ShouldBe(3);
        (await StatesAsync(replies)).Select(state => state.Status).ShouldBe(["failed", "failed", "failed", "failed", "failed", "failed", "sent"]);
        (await ReadMonthsAsync()).ShouldBe([("2026-01", 1, 0)]);
        Budget.IsSpent.ShouldBeFalse();
        (await Egress.Store.ReadAsync(session => session.FirstOrDefaultAsync<long>("SELECT is_exhausted FROM api_month"), Cancel)).ShouldBe(0);
    }

    [Fact]
    public async Task SendAsync_TheCallThatAsksIsThrottled_ItAsksAgainAtOnce()
    {
        var replies = await DirectAsync(2, "text");
        await DingTalk.FaultAsync(new { sendCode = new { status = 403, code = "Forbidden.AccessDenied.ApiCountLimitForOrg", times = 1 } });
        await PutAndSendAsync(replies[0]);
        Time.Advance(TimeSpan.FromHours(1));
        await DingTalk.FaultAsync(new { sendCode = new { status = 403, code = "Forbidden.AccessDenied.QpsLimitForApi", times = 1 } });
        await PutAndSendAsync(replies[1]);
        Time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();

        (await StatesAsync(replies)).Select(state => state.Status).ShouldBe(["failed", "sent"]);
    }

    [Fact]
    public async Task SendAsync_UnknownOutcomeAndThenTheQuotaIsGone_FailsAndDoesNotAskForEver()
    {
        var reply = (await DirectAsync(1, "text"))[0];
        await DingTalk.FaultAsync(new { sendStatus = 500, count = 1 });
        await PutAndSendAsync(reply);
        await DingTalk.FaultAsync(new { sendCode = new { status = 403, code = "Forbidden.AccessDenied.ApiCountLimitForOrg" } });
        Time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();

        var state = await Egress.StateAsync(reply);
        state.Status.ShouldBe("failed");
        state.Error.ShouldNotBeNull().ShouldContain("used up");
    }

    [Fact]
    public async Task LoadAsync_MonthCountedByAClockThatRanAhead_BelongsToThisOne()
    {
        await PutAndSendAsync((await DirectAsync(1, "text"))[0]);
        await Egress.Store.WriteAsync(
            session => session.ExecuteAsync(
                "INSERT INTO api_month (lane_key, month, calls, webhooks, is_exhausted) VALUES ('dingtalk:main', '2031-07', 40, 7, 1)"),
            Cancel);

        await ReopenAsync("Egress:Limits:ApiCallsPerMonth", "5000");
        await LoadAsync();

        (Budget.Used, Budget.Webhooks).ShouldBe((41, 7));
        Budget.IsSpent.ShouldBeFalse("it is asked whether calls are left");
        (await ReadMonthsAsync()).ShouldBe([("2026-01", 41, 7)]);
    }

    private MonthlyBudget Budget => Egress.Get<AccountStates>().Of("dingtalk:main").Budget;

    private async Task LoadAsync()
    {
        await Egress.PutAsync((await DirectAsync(9, "wakes the lane"))[8]);
        var lease = await Egress.ClaimAsync();
        await Egress.Get<BudgetTable>().LoadAsync(lease, Budget, Cancel);
        await Egress.Store.WriteAsync(session => session.ExecuteAsync("DELETE FROM outbox WHERE status = 'queued'"), Cancel);
        await Egress.Lanes.HandBackAsync(lease, Cancel);
    }

    private async Task<IReadOnlyList<(string Month, long Calls, long Webhooks)>> ReadMonthsAsync() => await Egress.Store.ReadAsync(
        session => session.QueryAsync<(string, long, long)>("SELECT month, calls, webhooks FROM api_month ORDER BY month"), Cancel);
}
