using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Pacing;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Scheduling;

// The store is away, or DingTalk's servers fail.
public abstract partial class AccountWorkTests
{
    private const string WaitingForTheLane = "SELECT COUNT(*) FROM pg_locks WHERE NOT granted AND relation = 'lane'::regclass";
    [Fact]
    public async Task Drain_StoreIsAwayForLongerThanALease_WhatDingTalkAnsweredIsRecordedAndNothingIsSentAgain()
    {
        var lanes = await HearAsync(5);
        Egress.Gate.HoldAnswer = _ => true;
        await Egress.StartAsync();
        var replies = lanes.Select(lane => lane.Say("text")).ToArray();
        await Egress.PutAsync(replies);
        var calls = new List<HeldCall>();
        foreach (var _ in replies)
        {
            calls.Add(await Egress.Gate.NextAsync());
        }

        await using (await Place.LockAsync())
        {
            LetGo([.. calls]);
            await UntilAwayAsync(replies.Length);
            foreach (var _ in Enumerable.Range(0, 40))
            {
                Time.Advance(TimeSpan.FromSeconds(1));
            }

            await Wait.UntilAsync(() => Task.FromResult(Egress.Logs.GetSnapshot().Any(record => record.Id.Id is 111 or 114 or 117)));
        }

        // No call is out; only the retries of the store depend on the clock.
        await Wait.UntilAsync(async () =>
        {
            Time.Advance(TimeSpan.FromMilliseconds(100));
            return await Egress.CountAsync("sent") == replies.Length;
        });
        Egress.Gate.HoldAnswer = _ => false;
        var next = lanes[0].Say("next");
        await Egress.PutAsync(next);
        await AdvanceUntilSentAsync(next);

        (await DingTalk.TextsAsync()).Order().ShouldBe(["next", "text", "text", "text", "text", "text"]);
        Egress.LogsOf(401).ShouldBeEmpty();
    }

    [Fact]
    public async Task Drain_ServerErrors_TheAccountStopsProbesWithOneReplyAndGoesOn()
    {
        await DingTalk.FaultAsync(new { sendStatus = 503 });
        var lanes = await HearAsync(CallLimits.MostAtOnce + 20);
        var replies = lanes.Select(lane => lane.Say("text")).ToArray();
        await Egress.PutAsync(replies);
        await Egress.StartAsync();
        await Wait.UntilAsync(() => Task.FromResult(Egress.LogsOf(410).Count == 1));
        await Wait.UntilAsync(async () => await Egress.CountAsync("sending") == 0);
        var untouched = await CountUntouchedAsync();
        untouched.ShouldBeGreaterThanOrEqualTo(20);

        var doubts = Egress.LogsOf(402).Count;
        foreach (var seconds in new[] { 1, 2, 4, 8 })
        {
            Time.Advance(TimeSpan.FromSeconds(seconds));
            doubts++;
            await CreepUntilAsync(() => Egress.LogsOf(402).Count == doubts, TimeSpan.FromMilliseconds(5));
        }

        await Wait.UntilAsync(async () => await Egress.CountAsync("sending") == 0);

        // What had begun as the account stopped may have been put back since.
        (await CountUntouchedAsync()).ShouldBeGreaterThanOrEqualTo(untouched);
        Egress.LogsOf(402).TakeLast(4).Select(record => record.Message.Split("replies from ")[1].Split(' ')[0]).Distinct().Count()
            .ShouldBe(1, "it is one reply that probes");
        var health = await new OutageCheck(Egress.Get<AccountStates>()).CheckHealthAsync(new(), Cancel);
        health.Description.ShouldNotBeNull().ShouldContain("dingtalk:main has stopped and probes with one reply: DingTalk answered");
        await DingTalk.FaultAsync(new { clear = true });
        await AdvanceUntilSentAsync(replies);

        (await DingTalk.TextsAsync()).Count.ShouldBe(replies.Length);
        (Egress.LogsOf(410).Count, Egress.LogsOf(411).Count).ShouldBe((1, 1));
        (await new OutageCheck(Egress.Get<AccountStates>()).CheckHealthAsync(new(), Cancel)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Drain_ServerErrorsAtMostOnce_EachProbeFailsAndTheRestIsSentOnce()
    {
        await ReopenAsync("Egress:Delivery:UnknownOutcome", "AtMostOnce");
        await DingTalk.FaultAsync(new { failAfterDelivery = true });
        var lane = await HearAsync("group");
        await Egress.StartAsync();
        var replies = Enumerable.Range(1, 4).Select(number => lane.Say($"{number} {new string('字', 3000)}")).ToArray();
        await Egress.PutAsync(replies[0]);
        await Egress.UntilAsync("failed", replies[0]);
        await Egress.PutAsync(replies[1..]);
        await Wait.UntilAsync(async () =>
        {
            Time.Advance(TimeSpan.FromMilliseconds(100));
            return (await Egress.StateAsync(replies[1])).Status == "failed";
        });
        await DingTalk.FaultAsync(new { clear = true });
        await AdvanceUntilSentAsync(replies[2..]);

        (await DingTalk.TextsAsync()).Select(text => text[0]).Distinct().ShouldBe(['1', '2', '3', '4']);
        Egress.LogsOf(402).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Drain_DingTalkCannotBeReached_OneReplyAtATimeTriesAndAllAreSentOnce()
    {
        var replies = (await HearAsync(10)).Select(lane => lane.Say("text")).ToArray();
        Egress.Gate.Answer = _ => throw new HttpRequestException(HttpRequestError.NameResolutionError);
        await Egress.PutAsync(replies);
        await Egress.StartAsync();
        await Wait.UntilAsync(() => Task.FromResult(Egress.LogsOf(410).Count == 1));
        for (var second = 0; second < 20; second++)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Wait.UntilAsync(async () => await Egress.CountAsync("sending") == 0);
        }

        Egress.Gate.Answer = _ => null;
        await AdvanceUntilSentAsync(replies);

        (await DingTalk.TextsAsync()).Count.ShouldBe(10);

        // The store's own lines are left out: the clock runs faster than a busy machine may renew a lease.
        Egress.Logs.GetSnapshot().Where(record => record.Level >= LogLevel.Warning && record.Id.Id >= 400).Select(record => record.Id.Id).ShouldBe([410, 411]);
    }

    private Task<long> CountUntouchedAsync() =>
        Egress.Store.ReadAsync(
            session => session.FirstOrDefaultAsync<long>("SELECT COUNT(*) FROM outbox WHERE status = 'queued' AND unknowns = 0 AND throttles = 0"), Cancel);

    /// <summary>Until the answers have come and wait for the store.</summary>
    private Task UntilAwayAsync(int answers) => Wait.UntilAsync(async () => OnPostgres
        ? await Egress.Store.ReadAsync(session => session.FirstOrDefaultAsync<long>(WaitingForTheLane), Cancel) == answers
        : Egress.Store.Fault is not null);
}
