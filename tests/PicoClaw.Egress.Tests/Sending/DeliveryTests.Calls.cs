using PicoClaw.Contracts;
using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Outcomes;
using PicoClaw.Egress.Pacing;
using PicoClaw.Egress.Sending;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Outbox;

// How many calls there are, and what they count for.
public abstract partial class DeliveryTests
{
    [Fact]
    public async Task SendAsync_RepliesOfOneConversationThatWait_AreOneCall()
    {
        var thread = await HearAsync("cidGroup==");
        DeliverMessage[] replies = [thread.Say("# One"), thread.Say("two", "u1"), thread.Say("three", "u2")];

        await PutAndSendAsync(replies);

        var seen = (await _dingTalk.RepliesAsync()).Single();
        seen.Title.ShouldBe("One");
        seen.AtUserIds.ShouldBe(["u1", "u2"]);
        var states = await StatesAsync(replies);
        states.ShouldAllBe(state => state.Status == "sent");
        states.Select(state => state.CallId).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task SendAsync_MergedCallWithUnknownOutcome_IsRepeatedAsItWas()
    {
        var thread = await HearAsync();
        await _dingTalk.FaultAsync(new { failAfterDelivery = true, count = 1 });
        await PutAndSendAsync(thread.Say("1"), thread.Say("2"));
        await _egress.PutAsync(thread.Say("3"));

        _time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();

        var texts = await _dingTalk.TextsAsync();
        texts.Count.ShouldBe(3);
        texts[1].ShouldBe(texts[0]);
        texts[2].ShouldBe("3");
    }

    [Fact]
    public async Task SendAsync_AtMostOnce_AnUnknownOutcomeIsTheEnd()
    {
        await ReopenAsync("Egress:Delivery:UnknownOutcome", "AtMostOnce");
        var reply = (await HearAsync()).Say("text");
        await _dingTalk.FaultAsync(new { failAfterDelivery = true, count = 1 });

        await PutAndSendAsync(reply);

        await ShouldHaveFailedAsync(reply, "may have been delivered", sent: 1);
    }

    [Fact]
    public async Task SendAsync_EqualDirectReplies_AreOneCallToAllAndEachUserHasAnOutcomeOfItsOwn()
    {
        var replies = await DirectAsync(4, "equal");
        await _egress.PutAsync(replies);
        AnswerBatchSend("""{"processQueryKey":"k","invalidStaffIdList":["user 1"],"flowControlledStaffIdList":["user 2"]}""");

        await SendTogetherAsync();

        var states = await StatesAsync(replies);
        states.Select(state => state.CallId).Distinct().Count().ShouldBe(1);
        states.Select(state => state.Status).ShouldBe(["sent", "failed", "queued", "sent"]);
        states[1].Error.ShouldBe("DingTalk does not know the user user 1");
        (await ApiCallsAsync()).ShouldBe(1);

        _egress.Gate.Answer = _ => null;
        _time.Advance(TimeSpan.FromSeconds(30));
        await SendDueAsync();
        (await _egress.StateAsync(replies[2])).Status.ShouldBe("sent");
    }

    [Fact]
    public async Task SendAsync_DirectRepliesThatDiffer_AreNotOneCall()
    {
        DeliverMessage[] replies = [(await DirectAsync(1, "one"))[0], (await DirectAsync(2, "other"))[1]];
        await _egress.PutAsync(replies);

        await SendTogetherAsync();

        (await StatesAsync(replies)).Select(state => state.Status).Order().ShouldBe(["queued", "sent"]);
    }

    [Fact]
    public async Task SendAsync_MonthIsUsedUp_WebhooksGoOnAndTheRestFailsWithTheReason()
    {
        await ReopenAsync("Egress:Limits:ApiCallsPerMonth", "5");
        foreach (var number in Enumerable.Range(1, 5))
        {
            await PutAndSendAsync((await DirectAsync(1, $"{number}"))[0]);
            _egress.LogsOf(406).Count.ShouldBe(number < 4 ? 0 : 1, "at 80 %");
        }

        var (refused, byWebhook) = ((await DirectAsync(1, "refused"))[0], (await HearAsync("cidGroup==")).Say("by webhook"));
        await PutAndSendAsync(refused, byWebhook);

        (await _egress.StateAsync(byWebhook)).Status.ShouldBe("sent");
        await ShouldHaveFailedAsync(refused, "API calls of this month are used up (counted here: 5 of 5)", sent: 6);
        (await ApiCallsAsync()).ShouldBe(5);

        // In China the first of February begins while it is January here.
        _time.Advance(new DateTimeOffset(2026, 1, 31, 16, 0, 0, TimeSpan.Zero) - _time.GetUtcNow());
        var next = (await DirectAsync(1, "next month"))[0];
        await PutAndSendAsync(next);
        (await _egress.StateAsync(next)).Status.ShouldBe("sent");
    }

    [Fact]
    public async Task SendAsync_DingTalkSaysTheMonthIsUsedUp_NothingMoreIsCalledAndAReplicaKnows()
    {
        var replies = await DirectAsync(2, "text");
        AnswerBatchSend("""{"code":"Forbidden.AccessDenied.ApiCountLimitForOrg","message":"used up"}""", System.Net.HttpStatusCode.Forbidden);
        await PutAndSendAsync(replies[0]);
        _egress.Gate.Answer = _ => throw new InvalidOperationException("no call is left");
        await PutAndSendAsync(replies[1]);

        (await StatesAsync(replies)).ShouldAllBe(state => state.Status == "failed" && state.Error!.Contains("used up"));
        var replica = new MonthlyBudget(new LimitOptions(), _time);
        await _egress.PutAsync(replies[0] with { Id = Guid.NewGuid(), Sequence = 2 });
        await _egress.Get<BudgetTable>().LoadAsync(await _egress.ClaimAsync(), replica, Cancel);
        replica.IsSpent.ShouldBeTrue();
    }

    [Fact]
    public async Task SendAsync_LeaseIsNotSafeAnyMore_NothingIsSentAndTheReplyWaits()
    {
        var reply = (await HearAsync()).Say("text");
        await _egress.PutAsync(reply);
        var lease = await _egress.ClaimAsync();
        var turn = new Turn((await _egress.HeadsAsync(lease)).Single().ToHead());

        var end = await _egress.Get<Delivery>().SendAsync(new Duty(lease, _egress.Get<AccountStates>().Of(lease.Key), () => false), turn, Cancel);

        end.ShouldBeOfType<TurnEnd.Blocked>();
        (await _dingTalk.TextsAsync()).ShouldBeEmpty();
        var state = await _egress.StateAsync(reply);
        (state.Status, state.Unknowns).ShouldBe(("queued", 0));
    }

    [Fact]
    public async Task SendAsync_Outcomes_AreTold()
    {
        var thread = await HearAsync();
        var (good, bad) = (thread.Say("good"), thread.Say(" "));
        await PutAndSendAsync(good);
        await PutAndSendAsync(bad);

        var outcomes = _egress.Get<OutcomeQueue>().Reader;
        (outcomes.TryRead(out var sent), outcomes.TryRead(out var failed)).ShouldBe((true, true));
        (sent!.Row.DeliveryId, sent.CallId?.ToString(), sent.Reason).ShouldBe((good.Id.ToString(), (await _egress.StateAsync(good)).CallId, null));
        (failed!.Row.DeliveryId, failed.Reason).ShouldBe((bad.Id.ToString(), "its text is empty"));
    }

    /// <summary>As the rotation would: one has the turn, all others are offered to it.</summary>
    private async Task SendTogetherAsync()
    {
        var lease = await _egress.ClaimAsync();
        var turns = (await _egress.HeadsAsync(lease)).Select(head => new Turn(head.ToHead())).ToList();
        turns[0].Others = turns[1..];
        await _egress.Get<Delivery>().SendAsync(new Duty(lease, _egress.Get<AccountStates>().Of(lease.Key), () => true), turns[0], Cancel);
        await _egress.Lanes.HandBackAsync(lease, Cancel);
    }

    /// <summary>To so many people whose sessions have expired.</summary>
    private async Task<DeliverMessage[]> DirectAsync(int users, string text)
    {
        var replies = new List<DeliverMessage>();
        foreach (var user in Enumerable.Range(0, users))
        {
            var (conversation, route) = await _dingTalk.HearAsync(user: $"user {user}");
            replies.Add(new TestThread(conversation, route with { ExpiresAt = _time.GetUtcNow() }, _time).Say(text));
        }

        return [.. replies];
    }

    private async Task<IReadOnlyList<OutboxState>> StatesAsync(IEnumerable<DeliverMessage> replies)
    {
        var states = new List<OutboxState>();
        foreach (var reply in replies)
        {
            states.Add(await _egress.StateAsync(reply));
        }

        return states;
    }

    private Task<long> ApiCallsAsync() => _egress.Store.ReadAsync(session => session.FirstOrDefaultAsync<long>("SELECT calls FROM api_month ORDER BY month LIMIT 1"), Cancel);

    private async Task ReopenAsync(string key, string value, Func<HttpRequestMessage, HttpResponseMessage?>? gate = null)
    {
        await _egress.DisposeAsync();
        _egress = await TestEgress.OpenAsync(_place, _time, _dingTalk.Address, builder => builder.Configuration[key] = value);
        _egress.Gate.Answer = gate ?? _egress.Gate.Answer;
    }
}
