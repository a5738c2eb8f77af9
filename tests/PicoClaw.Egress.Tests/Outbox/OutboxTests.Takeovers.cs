using PicoClaw.Contracts;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Tests.Testing;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Tests.Outbox;

// What a takeover finds, and outcomes that come after it.
public abstract partial class OutboxTests
{
    [Fact]
    public async Task RecoverAsync_CallsWithoutAnEnd_AreUnknownAndNamed()
    {
        var (called, queued) = (TestLane.Unreachable(_time).Say("called"), TestLane.Unreachable(_time).Say("queued"));
        await _egress.PutAsync(called, queued);
        var lease = await _egress.ClaimAsync();
        var callId = Guid.NewGuid();
        await _egress.BeginAsync(lease, (await _egress.HeadsAsync(lease)).Single(row => row.DeliveryId == called.Id.ToString()), "oto", callId);

        var calls = await _egress.Outbox.RecoverAsync(lease, Cancel);

        calls.ShouldBe([new UnknownCall(called.Id.ToString(), callId.ToString())]);
        var state = await _egress.StateAsync(called);
        (state.Status, state.Unknowns, state.Via).ShouldBe(("queued", 1, "oto"));
        (await _egress.StateAsync(queued)).Unknowns.ShouldBe(0);
        (await _egress.Outbox.RecoverAsync(lease, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task RecoverAsync_AgainAfterACommitWhoseEndWasNotSeen_NamesTheCallsAllTheSame()
    {
        var (one, two, earlier) = (TestLane.Unreachable(_time).Say("1"), TestLane.Unreachable(_time).Say("2"), await TakenOverAsync());
        await _egress.PutAsync(one, two);
        var lease = await TakeOverAsync();
        var calls = new List<UnknownCall>();
        foreach (var reply in new[] { one, two })
        {
            var callId = Guid.NewGuid();
            await BeginAsync(lease, await HeadAsync(lease, reply), callId);
            calls.Add(new UnknownCall($"{reply.Id}", $"{callId}"));
        }

        var named = await new OutboxTable(new LostCommits(_egress.Store)).RecoverAsync(lease, Cancel);

        named.ShouldBe(calls, ignoreOrder: true);
        (await _egress.StateAsync(one)).Unknowns.ShouldBe(1);
        (await _egress.StateAsync(earlier.Reply)).Unknowns.ShouldBe(1);
    }

    [Fact]
    public async Task Begin_EndOfItsCommitWasNotSeen_OneCallIsMadeAndCounted()
    {
        await _egress.PutAsync(TestLane.Unreachable(_time).Say("text"));
        var (lease, callId) = (await _egress.ClaimAsync(), Guid.NewGuid());
        var row = await HeadAsync(lease);
        var outbox = new OutboxTable(new LostCommits(_egress.Store));

        (await outbox.BeginAsync(lease, [row], "webhook", callId, new Egress.Pacing.CallScope(null, "w", row.LaneId), "2026-01", Cancel)).ShouldBeTrue();

        (await CountAsync("call")).ShouldBe(1);
        (await _egress.Store.ReadAsync(session => session.QueryAsync<long>("SELECT webhooks FROM api_month"), Cancel)).ShouldBe([1]);
    }

    [Fact]
    public async Task RecoverAsync_CallThatEndedTomorrow_AgesFromNowOn()
    {
        await _egress.PutAsync(TestLane.Unreachable(_time).Say("a"));
        var lease = await _egress.ClaimAsync();
        await _egress.BeginAsync(lease, (await _egress.HeadsAsync(lease)).Single(), "webhook", Guid.NewGuid());
        await _egress.Store.WriteAsync(session => session.ExecuteAsync("UPDATE call SET ended_at = now_ms() + 86400000"), Cancel);

        await _egress.Outbox.RecoverAsync(lease, Cancel);

        _time.Advance(TimeSpan.FromMinutes(1));
        (await _egress.Get<CallTable>().RecentAsync(lease, TimeSpan.FromMinutes(1), Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task RecordAsync_TakenOverMeanwhile_TheKnownOutcomeWins()
    {
        var (reply, former, row, callId) = await TakenOverAsync();

        (await RecordAsync(former, row, callId, RowChange.Sent(1))).ShouldBeTrue();

        var state = await _egress.StateAsync(reply);
        (state.Status, state.PartsSent, state.Unknowns).ShouldBe(("sent", 1, 0));
        await Should.ThrowAsync<LeaseLostException>(() => _egress.EndAsync(former, row, RowChange.Failed("decided without a call")));
    }

    [Fact]
    public async Task RecordAsync_NothingWasSentButTakenOverMeanwhile_NoDoubtIsLeft()
    {
        var (reply, former, row, callId) = await TakenOverAsync();

        var later = RowChange.Later(TimeSpan.FromSeconds(1), "throttled");
        (await RecordAsync(former, row, callId, later)).ShouldBeTrue();
        (await RecordAsync(former, row, callId, later)).ShouldBeTrue("a commit whose end was not seen is made again");

        var state = await _egress.StateAsync(reply);
        (state.Status, state.Throttles, state.Unknowns).ShouldBe(("queued", 1, 0));
    }

    [Fact]
    public async Task RecordAsync_TheRepeatHasBegun_ComesTooLate()
    {
        var (reply, former, row, callId) = await TakenOverAsync();
        _time.Advance(OutboxTable.RecordGrace);
        var lease = await TakeOverAsync();
        var repeat = Guid.NewGuid();
        (await BeginAsync(lease, await HeadAsync(lease), repeat)).ShouldBeTrue();

        (await RecordAsync(former, row, callId, RowChange.Sent(1))).ShouldBeFalse();

        var state = await _egress.StateAsync(reply);
        (state.Status, state.CallId).ShouldBe(("sending", repeat.ToString()));
    }

    // The connection broke in the commit, so the store ran the transaction again.
    [Fact]
    public async Task BeginAsync_AgainAfterACommitWhoseEndWasNotSeen_IsBegunAndCountedOnce()
    {
        await _egress.PutAsync(TestLane.Unreachable(_time).Say("text"));
        var (lease, callId) = (await _egress.ClaimAsync(), Guid.NewGuid());
        var row = await HeadAsync(lease);
        (await BeginAsync(lease, row, callId)).ShouldBeTrue();

        (await BeginAsync(lease, row, callId)).ShouldBeTrue();

        (await _egress.Store.ReadAsync(session => session.QueryAsync<long>("SELECT webhooks FROM api_month"), Cancel)).ShouldBe([1]);
    }

    [Fact]
    public async Task BeginAsync_TheOutcomeCameSinceTheRowWasRead_NoCallIsBegun()
    {
        foreach (var change in new[] { RowChange.Sent(1), RowChange.PartSent(1), RowChange.Queued })
        {
            var (reply, former, row, callId) = await TakenOverAsync();
            var lease = await TakeOverAsync();
            var seen = await HeadAsync(lease, reply);
            await RecordAsync(former, row, callId, change);

            (await BeginAsync(lease, seen, Guid.NewGuid())).ShouldBeFalse(change.ToString());

            (await _egress.StateAsync(reply)).CallId.ShouldBe(callId.ToString());
        }
    }

    [Fact]
    public async Task BeginAsync_OneOfTwoRowsHasChanged_NothingIsBegunOrCounted()
    {
        var (one, two) = (TestLane.Unreachable(_time).Say("one"), TestLane.Unreachable(_time).Say("two"));
        await _egress.PutAsync(one, two);
        var lease = await _egress.ClaimAsync();
        OutboxRow[] rows = [await HeadAsync(lease, one), await HeadAsync(lease, two)];
        await _egress.EndAsync(lease, rows[1], RowChange.Sent(1));

        (await BeginAsync(lease, rows, Guid.NewGuid())).ShouldBeFalse();

        var state = await _egress.StateAsync(one);
        (state.Status, state.CallId).ShouldBe(("queued", null));
        (await CountAsync("call"), await CountAsync("api_month")).ShouldBe((0, 0));
    }

    [Fact]
    public async Task RecordAsync_RepliesOfSeveralConversations_EachMovesOn()
    {
        var (one, two) = (TestLane.Unreachable(_time), TestLane.Unreachable(_time));
        DeliverMessage[] replies = [one.Say("1"), one.Say("2"), two.Say("1"), one.Say("3"), two.Say("2")];
        await _egress.PutAsync(replies);
        var (lease, callId) = (await _egress.ClaimAsync(), Guid.NewGuid());
        var rows = await _egress.Get<OutboxReader>().RowsAsync(lease, [.. replies[..3].Select(reply => $"{reply.Id}")], Cancel);
        (await BeginAsync(lease, rows, callId)).ShouldBeTrue();

        (await _egress.Outbox.RecordAsync(lease, callId, [.. rows.Select(row => (row, RowChange.Sent(1)))], Cancel)).ShouldBeTrue();

        foreach (var next in replies[3..])
        {
            var head = await HeadAsync(lease, next);
            head.AfterGap.ShouldBeFalse();
            head.DueInMs.ShouldBeLessThanOrEqualTo(0);
        }
    }

    [Fact]
    public async Task RecoverAsync_FormerHolderMayLive_LeavesItTimeToRecord()
    {
        var (_, _, row, _) = await TakenOverAsync();

        var taken = await HeadAsync(await TakeOverAsync());

        (taken.DeliveryId, taken.Unknowns, taken.DueInMs).ShouldBe((row.DeliveryId, 1, (long)OutboxTable.RecordGrace.TotalMilliseconds - 31_000));
    }

    [Fact]
    public async Task RecordAsync_ReasonWithANul_IsStored()
    {
        var reply = TestLane.Unreachable(_time).Say("text");
        await _egress.PutAsync(reply);
        var lease = await _egress.ClaimAsync();
        var (row, callId) = (await HeadAsync(lease), Guid.NewGuid());
        await BeginAsync(lease, row, callId);

        await RecordAsync(lease, row, callId, RowChange.Failed("DingTalk said \0"));

        (await _egress.StateAsync(reply)).Error.ShouldBe("DingTalk said ");
    }

    /// <summary>A call that was out when another process took its account over.</summary>
    private async Task<(DeliverMessage Reply, LaneLease Former, OutboxRow Row, Guid CallId)> TakenOverAsync()
    {
        var reply = TestLane.Unreachable(_time).Say("text");
        await _egress.PutAsync(reply);
        _time.Advance(TimeSpan.FromSeconds(31));
        var (former, callId) = (await _egress.ClaimAsync(), Guid.NewGuid());
        var row = await HeadAsync(former, reply);
        (await BeginAsync(former, row, callId)).ShouldBeTrue();
        _time.Advance(TimeSpan.FromSeconds(31));
        await _egress.Outbox.RecoverAsync(await _egress.ClaimAsync(), Cancel);
        return (reply, former, row, callId);
    }

    private async Task<LaneLease> TakeOverAsync()
    {
        _time.Advance(TimeSpan.FromSeconds(31));
        return await _egress.ClaimAsync();
    }

    private Task<long> CountAsync(string table) =>
        _egress.Store.ReadAsync(session => session.FirstOrDefaultAsync<long>($"SELECT COUNT(*) FROM {table}"), Cancel);

    private Task<bool> BeginAsync(LaneLease lease, OutboxRow row, Guid callId) => BeginAsync(lease, [row], callId);

    private Task<bool> BeginAsync(LaneLease lease, IReadOnlyList<OutboxRow> rows, Guid callId) =>
        _egress.Outbox.BeginAsync(lease, rows, "webhook", callId, new Egress.Pacing.CallScope(null, "w", rows[0].LaneId), "2026-01", Cancel);

    private Task<bool> RecordAsync(LaneLease lease, OutboxRow row, Guid callId, RowChange change) =>
        _egress.Outbox.RecordAsync(lease, callId, [(row, change)], Cancel);
}
