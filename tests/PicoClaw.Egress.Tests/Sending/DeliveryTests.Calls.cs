using PicoClaw.Contracts;
using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Channels.DingTalk.Limits;
using PicoClaw.Egress.Outcomes;
using PicoClaw.Egress.Sending;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Sending;

// How many calls there are, and what they count for.
public abstract partial class DeliveryTests
{
    [Fact]
    public async Task SendAsync_RepliesOfOneConversationThatWait_AreOneCall()
    {
        var lane = await HearAsync("cidGroup==");
        DeliverMessage[] replies = [lane.Say("# One"), lane.Say("two", "u1"), lane.Say("three", "u2")];

        await PutAndSendAsync(replies);

        var seen = (await DingTalk.RepliesAsync()).Single();
        seen.Title.ShouldBe("One");
        seen.AtUserIds.ShouldBe(["u1", "u2"]);
        var states = await StatesAsync(replies);
        states.ShouldAllBe(state => state.Status == "sent");
        states.Select(state => state.CallId).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task SendAsync_MergedCallWithUnknownOutcome_IsRepeatedAsItWas()
    {
        var lane = await HearAsync();
        await DingTalk.FaultAsync(new { failAfterDelivery = true, count = 1 });
        await PutAndSendAsync(lane.Say("1"), lane.Say("2"));
        await Egress.PutAsync(lane.Say("3"));

        Time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();

        var texts = await DingTalk.TextsAsync();
        texts.Count.ShouldBe(3);
        texts[1].ShouldBe(texts[0]);
        texts[2].ShouldBe("3");
    }

    [Fact]
    public async Task SendAsync_AtMostOnce_AnUnknownOutcomeIsTheEnd()
    {
        await ReopenAsync("Egress:Delivery:UnknownOutcome", "AtMostOnce");
        var reply = (await HearAsync()).Say("text");
        await DingTalk.FaultAsync(new { failAfterDelivery = true, count = 1 });

        await PutAndSendAsync(reply);

        await ShouldHaveFailedAsync(reply, "may have been delivered", sent: 1);
    }

    [Fact]
    public async Task SendAsync_EqualDirectReplies_AreOneCallToAllAndEachUserHasAnOutcomeOfItsOwn()
    {
        var replies = await DirectAsync(4, "equal");
        await Egress.PutAsync(replies);
        AnswerBatchSend("""{"processQueryKey":"k","invalidStaffIdList":["user 1"],"flowControlledStaffIdList":["user 2"]}""");

        await SendTogetherAsync();

        var states = await StatesAsync(replies);
        states.Select(state => state.CallId).Distinct().Count().ShouldBe(1);
        states.Select(state => state.Status).ShouldBe(["sent", "failed", "queued", "sent"]);
        states[1].Error.ShouldBe("the platform does not know the user user 1");
        (await ApiCallsAsync()).ShouldBe(1);

        Egress.Gate.Answer = _ => null;
        Time.Advance(TimeSpan.FromSeconds(30));
        await SendDueAsync();
        (await Egress.StateAsync(replies[2])).Status.ShouldBe("sent");
    }

    [Fact]
    public async Task SendAsync_DirectRepliesThatDiffer_AreNotOneCall()
    {
        DeliverMessage[] replies = [(await DirectAsync(1, "one"))[0], (await DirectAsync(2, "other"))[1]];
        await Egress.PutAsync(replies);

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
            Egress.LogsOf(406).Count.ShouldBe(number < 4 ? 0 : 1, "at 80 %");
        }

        var (refused, byWebhook) = ((await DirectAsync(1, "refused"))[0], (await HearAsync("cidGroup==")).Say("by webhook"));
        await PutAndSendAsync(refused, byWebhook);

        (await Egress.StateAsync(byWebhook)).Status.ShouldBe("sent");
        await ShouldHaveFailedAsync(refused, "API calls of this month are used up (counted here: 5 of 5)", sent: 6);
        (await ApiCallsAsync()).ShouldBe(5);

        // In China the first of February begins while it is January here.
        Time.Advance(new DateTimeOffset(2026, 1, 31, 16, 0, 0, TimeSpan.Zero) - Time.GetUtcNow());
        var next = (await DirectAsync(1, "next month"))[0];
        await PutAndSendAsync(next);
        (await Egress.StateAsync(next)).Status.ShouldBe("sent");
    }

    [Fact]
    public async Task SendAsync_DingTalkSaysTheMonthIsUsedUp_NothingMoreIsCalledAndAReplicaKnows()
    {
        var replies = await DirectAsync(2, "text");
        AnswerBatchSend("""{"code":"Forbidden.AccessDenied.ApiCountLimitForOrg","message":"used up"}""", System.Net.HttpStatusCode.Forbidden);
        await PutAndSendAsync(replies[0]);
        Egress.Gate.Answer = _ => throw new InvalidOperationException("no call is left");
        await PutAndSendAsync(replies[1]);

        (await StatesAsync(replies)).ShouldAllBe(state => state.Status == "failed" && state.Error!.Contains("used up"));
        var replica = new MonthlyBudget(() => new LimitOptions().Month, Time);
        await Egress.PutAsync(replies[0] with { Id = Guid.NewGuid(), Sequence = 2 });
        await Egress.Get<BudgetTable>().LoadAsync(await Egress.ClaimAsync(), replica, Cancel);
        replica.IsSpent.ShouldBeTrue();
    }

    [Fact]
    public async Task SendAsync_LeaseIsNotSafeAnyMore_NothingIsSentAndTheReplyWaits()
    {
        var reply = (await HearAsync()).Say("text");
        await Egress.PutAsync(reply);
        var lease = await Egress.ClaimAsync();
        var head = (await Egress.HeadsAsync(lease)).Single();

        var end = await Egress.AttemptAsync(lease, head, isSafe: false);

        end.ShouldBeOfType<SlotOutcome.Blocked>();
        (await DingTalk.TextsAsync()).ShouldBeEmpty();
        var state = await Egress.StateAsync(reply);
        (state.Status, state.Unknowns).ShouldBe(("queued", 0));
    }

    [Fact]
    public async Task SendAsync_Outcomes_AreQueuedForTheObservers()
    {
        var lane = await HearAsync();
        var (good, bad) = (lane.Say("good"), lane.Say(" "));
        await PutAndSendAsync(good);
        await PutAndSendAsync(bad);

        var outcomes = Egress.Get<OutcomeQueue>().Reader;
        (outcomes.TryRead(out var sent), outcomes.TryRead(out var failed)).ShouldBe((true, true));
        (sent!.Row.DeliveryId, sent.CallId?.ToString(), sent.Reason).ShouldBe((good.Id.ToString(), (await Egress.StateAsync(good)).CallId, null));
        (failed!.Row.DeliveryId, failed.Reason).ShouldBe((bad.Id.ToString(), "its text is empty"));
    }

    /// <summary>As the rotation would: one has the turn, all others are offered to it.</summary>
    private async Task SendTogetherAsync()
    {
        var lease = await Egress.ClaimAsync();
        var heads = await Egress.HeadsAsync(lease);
        await Egress.AttemptAsync(lease, heads[0], heads.Skip(1));
        await Egress.Lanes.HandBackAsync(lease, Cancel);
    }

    /// <summary>To people whose sessions have expired.</summary>
    private async Task<DeliverMessage[]> DirectAsync(int users, string text)
    {
        var replies = new List<DeliverMessage>();
        foreach (var user in Enumerable.Range(0, users))
        {
            var (conversation, route) = await DingTalk.HearAsync(user: $"user {user}");
            replies.Add(new TestLane(conversation, route with { ExpiresAt = Time.GetUtcNow() }, Time).Say(text));
        }

        return [.. replies];
    }

    private async Task<IReadOnlyList<OutboxState>> StatesAsync(IEnumerable<DeliverMessage> replies)
    {
        var states = new List<OutboxState>();
        foreach (var reply in replies)
        {
            states.Add(await Egress.StateAsync(reply));
        }

        return states;
    }

    private Task<long> ApiCallsAsync() =>
        Egress.Store.ReadAsync(session => session.FirstOrDefaultAsync<long>("SELECT calls FROM api_month ORDER BY month LIMIT 1"), Cancel);
}
