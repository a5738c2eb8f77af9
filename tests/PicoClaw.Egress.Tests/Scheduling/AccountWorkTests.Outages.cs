using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using PicoClaw.Egress.Sending;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Outbox;

// The store is away, or DingTalk's servers fail.
public abstract partial class AccountWorkTests
{
    [Fact]
    public async Task Drain_StoreIsAwayForLongerThanALease_WhatDingTalkAnsweredIsRecordedAndNothingIsSentAgain()
    {
        var threads = await HearAsync(5);
        _egress.Gate.HoldAnswer = _ => true;
        await _egress.StartAsync();
        var replies = threads.Select(thread => thread.Say("text")).ToArray();
        await _egress.PutAsync(replies);
        var calls = new List<HeldCall>();
        foreach (var _ in replies)
        {
            calls.Add(await _egress.Gate.NextAsync());
        }

        await using (await _place.LockAsync())
        {
            LetGo([.. calls]);
            await UntilAwayAsync(replies.Length);
            foreach (var _ in Enumerable.Range(0, 40))
            {
                _time.Advance(TimeSpan.FromSeconds(1));
            }

            await Wait.UntilAsync(() => Task.FromResult(_egress.Logs.GetSnapshot().Any(record => record.Id.Id is 111 or 114 or 117)));
        }

        // No call is out; only the patience with the store is on the clock.
        await Wait.UntilAsync(async () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            return await _egress.CountAsync("sent") == replies.Length;
        });
        _egress.Gate.HoldAnswer = _ => false;
        var next = threads[0].Say("next");
        await _egress.PutAsync(next);
        await AdvanceUntilSentAsync(next);

        (await _dingTalk.TextsAsync()).Order().ShouldBe(["next", "text", "text", "text", "text", "text"]);
        _egress.LogsOf(401).ShouldBeEmpty();
    }

    [Fact]
    public async Task Drain_ServerErrors_TheAccountStopsProbesWithOneReplyAndGoesOn()
    {
        await _dingTalk.FaultAsync(new { sendStatus = 503 });
        var threads = await HearAsync(AccountSender.CallsAtOnce + 20);
        var replies = threads.Select(thread => thread.Say("text")).ToArray();
        await _egress.PutAsync(replies);
        await _egress.StartAsync();
        await Wait.UntilAsync(() => Task.FromResult(_egress.LogsOf(410).Count == 1));
        await Wait.UntilAsync(async () => await _egress.CountAsync("sending") == 0);
        var untouched = await CountUntouchedAsync();
        untouched.ShouldBeGreaterThanOrEqualTo(20);

        var doubts = _egress.LogsOf(402).Count;
        foreach (var seconds in new[] { 1, 2, 4, 8 })
        {
            _time.Advance(TimeSpan.FromSeconds(seconds));
            doubts++;
            await Wait.UntilAsync(() => Task.FromResult(_egress.LogsOf(402).Count == doubts));
        }

        await Wait.UntilAsync(async () => await _egress.CountAsync("sending") == 0);
        (await CountUntouchedAsync()).ShouldBe(untouched);
        _egress.LogsOf(402).TakeLast(4).Select(record => record.Message.Split("replies from ")[1].Split(' ')[0]).Distinct().Count().ShouldBe(1, "it is one reply that probes");
        var health = await new OutageCheck(_egress.Get<AccountStates>()).CheckHealthAsync(new(), Cancel);
        health.Description.ShouldNotBeNull().ShouldContain("dingtalk:main has stopped and probes with one reply: DingTalk answered");
        await _dingTalk.FaultAsync(new { clear = true });
        await AdvanceUntilSentAsync(replies);

        (await _dingTalk.TextsAsync()).Count.ShouldBe(replies.Length);
        (_egress.LogsOf(410).Count, _egress.LogsOf(411).Count).ShouldBe((1, 1));
        (await new OutageCheck(_egress.Get<AccountStates>()).CheckHealthAsync(new(), Cancel)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Drain_ServerErrorsAtMostOnce_EachProbeFailsAndTheRestIsSentOnce()
    {
        await _egress.DisposeAsync();
        _egress = await TestEgress.OpenAsync(_place, _time, _dingTalk.Address, builder => builder.Configuration["Egress:Delivery:UnknownOutcome"] = "AtMostOnce");
        await _dingTalk.FaultAsync(new { failAfterDelivery = true });
        var thread = await HearAsync("group");
        await _egress.StartAsync();
        var replies = Enumerable.Range(1, 4).Select(number => thread.Say($"{number} {new string('字', 3000)}")).ToArray();
        await _egress.PutAsync(replies[0]);
        await _egress.UntilAsync("failed", replies[0]);
        await _egress.PutAsync(replies[1..]);
        await Wait.UntilAsync(async () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            return (await _egress.StateAsync(replies[1])).Status == "failed";
        });
        await _dingTalk.FaultAsync(new { clear = true });
        await AdvanceUntilSentAsync(replies[2..]);

        (await _dingTalk.TextsAsync()).Select(text => text[0]).Distinct().ShouldBe(['1', '2', '3', '4']);
        _egress.LogsOf(402).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Drain_DingTalkCannotBeReached_OneReplyAtATimeTriesAndAllAreSentOnce()
    {
        var replies = (await HearAsync(10)).Select(thread => thread.Say("text")).ToArray();
        _egress.Gate.Answer = _ => throw new HttpRequestException(HttpRequestError.NameResolutionError);
        await _egress.PutAsync(replies);
        await _egress.StartAsync();
        await Wait.UntilAsync(() => Task.FromResult(_egress.LogsOf(410).Count == 1));
        for (var second = 0; second < 20; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Wait.UntilAsync(async () => await _egress.CountAsync("sending") == 0);
        }

        _egress.Gate.Answer = _ => null;
        await AdvanceUntilSentAsync(replies);

        (await _dingTalk.TextsAsync()).Count.ShouldBe(10);

        // The store's own lines are left out: the clock runs faster than a busy machine may renew a lease.
        _egress.Logs.GetSnapshot().Where(record => record.Level >= LogLevel.Warning && record.Id.Id >= 400).Select(record => record.Id.Id).ShouldBe([410, 411]);
    }

    private Task<long> CountUntouchedAsync() =>
        _egress.Store.ReadAsync(session => session.FirstOrDefaultAsync<long>("SELECT COUNT(*) FROM outbox WHERE status = 'queued' AND unknowns = 0 AND throttles = 0"), Cancel);

    /// <summary>Until the answers are in hand and wait for the store.</summary>
    private Task UntilAwayAsync(int answers) => Wait.UntilAsync(async () => onPostgres
        ? await _egress.Store.ReadAsync(session => session.FirstOrDefaultAsync<long>("SELECT COUNT(*) FROM pg_locks WHERE NOT granted AND relation = 'lane'::regclass"), Cancel) == answers
        : _egress.Store.Fault is not null);
}
