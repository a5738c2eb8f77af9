using PicoClaw.Storage.Lanes;
using PicoClaw.Storage.Lanes.Monitoring;
using PicoClaw.Storage.Tests.Testing;

namespace PicoClaw.Storage.Tests.Lanes;

public abstract class LaneTableTests(TestStore test) : IAsyncDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await test.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task AppendAsync_Again_GivesTheNextPositionOfTheSameLane()
    {
        var (store, _) = await OpenAsync();

        var first = await Append(store, "a");
        var second = await Append(store, "a");
        var other = await Append(store, "b");

        (first, second, other).ShouldBe((1, 2, 1));
    }

    [Fact]
    public async Task LaneId_StaysWithTheLane()
    {
        var (store, lanes) = await OpenAsync();
        await Append(store, "a");
        await Append(store, "b");

        var a = await lanes.TryClaimAsync("a", "one", Cancel);
        var b = await lanes.TryClaimAsync("b", "one", Cancel);
        await lanes.HandBackAsync(a!, Cancel);
        var again = await lanes.TryClaimAsync("a", "two", Cancel);

        again!.LaneId.ShouldBe(a!.LaneId);
        b!.LaneId.ShouldNotBe(a.LaneId);
    }

    [Fact]
    public async Task RenewAsync_OnItsWayWhileTheLaneIsLetGo_DoesNotReviveTheLease()
    {
        var (store, lanes) = await OpenAsync();
        await Append(store, "released");
        await Append(store, "handed back");
        var released = await lanes.TryClaimAsync("released", "one", Cancel);
        var handedBack = await lanes.TryClaimAsync("handed back", "one", Cancel);
        await lanes.ReleaseAsync(released!, await lanes.VersionAsync(released!, Cancel), Cancel);
        await lanes.HandBackAsync(handedBack!, Cancel);

        (await lanes.RenewAsync(released!, Cancel)).ShouldBeFalse();
        (await lanes.RenewAsync(handedBack!, Cancel)).ShouldBeFalse();

        await Append(store, "released");
        (await lanes.TryClaimAsync("released", "two", Cancel)).ShouldNotBeNull();
        (await lanes.TryClaimAsync("handed back", "two", Cancel)).ShouldNotBeNull();
    }

    [Fact]
    public async Task FindWorkAsync_LanesThatWait_AreServedInTheOrderInWhichTheyBeganToWait()
    {
        var (store, lanes) = await OpenAsync();
        foreach (var key in new[] { "old", "handed back", "new" })
        {
            await Append(store, key);
            test.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var old = await lanes.TryClaimAsync("old", "one", Cancel);
        await lanes.ReleaseAsync(old!, await lanes.VersionAsync(old!, Cancel), Cancel);
        var handedBack = await lanes.TryClaimAsync("handed back", "one", Cancel);
        await lanes.HandBackAsync(handedBack!, Cancel);
        test.Time.Advance(TimeSpan.FromSeconds(1));
        await Append(store, "old");
        test.Time.Advance(TimeSpan.FromSeconds(1));
        await Append(store, "new");

        (await lanes.FindWorkAsync(10, Cancel)).ShouldBe(["new", "handed back", "old"]);
    }

    [Fact]
    public async Task TryClaimAsync_LaneWithWork_OnlyTheFirstGetsIt()
    {
        var (store, lanes) = await OpenAsync();
        await Append(store, "a");

        var claims = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => Task.Run(() => lanes.TryClaimAsync("a", $"replica {i}", Cancel), Cancel)));

        claims.Count(claim => claim is not null).ShouldBe(1);
    }

    [Fact]
    public async Task TryClaimAsync_NoWork_GetsNothing()
    {
        var (store, lanes) = await OpenAsync();
        await Append(store, "a");
        var lease = await lanes.TryClaimAsync("a", "one", Cancel);
        (await lanes.ReleaseAsync(lease!, await lanes.VersionAsync(lease!, Cancel), Cancel)).ShouldBeTrue();

        (await lanes.TryClaimAsync("a", "two", Cancel)).ShouldBeNull();
        (await lanes.FindWorkAsync(10, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TryClaimAsync_LeaseRanOut_TakesOverWithAHigherToken()
    {
        var (store, lanes) = await OpenAsync();
        await Append(store, "a");
        var first = await lanes.TryClaimAsync("a", "one", Cancel);

        test.Time.Advance(Lease - TimeSpan.FromMilliseconds(1));
        (await lanes.TryClaimAsync("a", "two", Cancel)).ShouldBeNull();
        test.Time.Advance(TimeSpan.FromMilliseconds(1));
        var second = await lanes.TryClaimAsync("a", "two", Cancel);

        second!.Token.ShouldBeGreaterThan(first!.Token);
        second.LaneId.ShouldBe(first.LaneId);
    }

    [Fact]
    public async Task RenewAsync_InTime_KeepsTheLane()
    {
        var (store, lanes) = await OpenAsync();
        await Append(store, "a");
        var lease = await lanes.TryClaimAsync("a", "one", Cancel);

        test.Time.Advance(Lease - TimeSpan.FromSeconds(1));
        (await lanes.RenewAsync(lease!, Cancel)).ShouldBeTrue();
        test.Time.Advance(Lease - TimeSpan.FromSeconds(1));

        (await lanes.TryClaimAsync("a", "two", Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Holder_AfterATakeover_CanDoNothingMore()
    {
        var (store, lanes) = await OpenAsync();
        await Append(store, "a");
        var old = await lanes.TryClaimAsync("a", "one", Cancel);
        test.Time.Advance(Lease);
        var current = await lanes.TryClaimAsync("a", "two", Cancel);
        var version = await lanes.VersionAsync(old!, Cancel);

        (await lanes.RenewAsync(old!, Cancel)).ShouldBeFalse();
        (await lanes.ReleaseAsync(old!, version, Cancel)).ShouldBeFalse();
        await lanes.HandBackAsync(old!, Cancel);
        await Should.ThrowAsync<LeaseLostException>(() => store.WriteAsync(session => LaneTable.GuardAsync(session, old!), Cancel));

        await store.WriteAsync(session => LaneTable.GuardAsync(session, current!), Cancel);
        (await lanes.TryClaimAsync("a", "three", Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task ReleaseAsync_WorkArrivedSinceTheLook_KeepsTheLeaseAndTheWork()
    {
        var (store, lanes) = await OpenAsync();
        await Append(store, "a");
        var lease = await lanes.TryClaimAsync("a", "one", Cancel);
        var seen = await lanes.VersionAsync(lease!, Cancel);
        await Append(store, "a");

        (await lanes.ReleaseAsync(lease!, seen, Cancel)).ShouldBeFalse();

        await store.WriteAsync(session => LaneTable.GuardAsync(session, lease!), Cancel);
        (await lanes.ReleaseAsync(lease!, await lanes.VersionAsync(lease!, Cancel), Cancel)).ShouldBeTrue();
    }

    [Fact]
    public async Task AppendAsync_AfterARelease_MakesTheLaneClaimableAgain()
    {
        var (store, lanes) = await OpenAsync();
        await Append(store, "a");
        var lease = await lanes.TryClaimAsync("a", "one", Cancel);
        await lanes.ReleaseAsync(lease!, await lanes.VersionAsync(lease!, Cancel), Cancel);

        await Append(store, "a");

        (await lanes.FindWorkAsync(10, Cancel)).ShouldBe(["a"]);
        (await lanes.TryClaimAsync("a", "two", Cancel)).ShouldNotBeNull();
    }

    [Fact]
    public async Task HandBackAsync_WorkIsLeft_AnotherMayTakeItAtOnce()
    {
        var (store, lanes) = await OpenAsync();
        await Append(store, "a");
        var lease = await lanes.TryClaimAsync("a", "one", Cancel);

        await lanes.HandBackAsync(lease!, Cancel);

        (await lanes.TryClaimAsync("a", "two", Cancel)).ShouldNotBeNull();
    }

    // Written by a clock that ran a day ahead. The holder may be alive, so it keeps one lease.
    [Fact]
    public async Task CorrectClockAsync_LeaseADayAhead_EndsAfterALease()
    {
        var (store, lanes) = await OpenAsync();
        await Append(store, "a");
        await lanes.TryClaimAsync("a", "dead", Cancel);
        await ShiftAsync(store, TimeSpan.FromDays(1));

        (await lanes.CorrectClockAsync(Cancel)).ShouldBe(1);

        (await lanes.TryClaimAsync("a", "two", Cancel)).ShouldBeNull();
        test.Time.Advance(Lease);
        (await lanes.FindWorkAsync(10, Cancel)).ShouldBe(["a"]);
        (await lanes.TryClaimAsync("a", "two", Cancel)).ShouldNotBeNull();
    }

    [Fact]
    public async Task CorrectClockAsync_LeaseADayAheadOfALivingHolder_IsKeptByItsRenewal()
    {
        var (store, lanes) = await OpenAsync();
        await Append(store, "a");
        var lease = await lanes.TryClaimAsync("a", "one", Cancel);
        await ShiftAsync(store, TimeSpan.FromDays(1));
        await lanes.CorrectClockAsync(Cancel);

        test.Time.Advance(Lease / 3);
        (await lanes.RenewAsync(lease!, Cancel)).ShouldBeTrue();

        test.Time.Advance(Lease - TimeSpan.FromSeconds(1));
        (await lanes.TryClaimAsync("a", "two", Cancel)).ShouldBeNull();
    }

    // lease_until as AppendAsync and HandBackAsync write it: the start of a wait, not its end.
    [Fact]
    public async Task CorrectClockAsync_LanesThatWaitSinceTomorrow_AreFreeAtOnce()
    {
        var (store, lanes) = await OpenAsync();
        await Append(store, "appended");
        await Append(store, "handed back");
        await lanes.HandBackAsync((await lanes.TryClaimAsync("handed back", "one", Cancel))!, Cancel);
        await ShiftAsync(store, TimeSpan.FromDays(1));
        (await lanes.FindWorkAsync(10, Cancel)).ShouldBeEmpty();

        (await lanes.CorrectClockAsync(Cancel)).ShouldBe(2);

        (await lanes.FindWorkAsync(10, Cancel)).ShouldBe(["appended", "handed back"], ignoreOrder: true);
    }

    [Fact]
    public async Task CorrectClockAsync_RetryADayAhead_IsDueAtOnce()
    {
        var (store, lanes) = await OpenAsync();
        await Append(store, "a");
        await lanes.BackOffAsync((await lanes.TryClaimAsync("a", "one", Cancel))!, 7, Cancel);
        await ShiftAsync(store, TimeSpan.FromDays(1));

        (await lanes.CorrectClockAsync(Cancel)).ShouldBe(1);

        (await lanes.TryClaimAsync("a", "two", Cancel))!.Failures.ShouldBe(7);
    }

    [Fact]
    public async Task CorrectClockAsync_LeaseAndRetryAsLongAsTheyMayBe_AreLeftAlone()
    {
        var (store, lanes) = await OpenAsync();
        await Append(store, "held");
        await Append(store, "failed");
        await Append(store, "waits");
        await lanes.TryClaimAsync("held", "one", Cancel);
        await lanes.BackOffAsync((await lanes.TryClaimAsync("failed", "one", Cancel))!, 7, Cancel);

        (await lanes.CorrectClockAsync(Cancel)).ShouldBe(0);

        (await lanes.FindWorkAsync(10, Cancel)).ShouldBe(["waits"]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(1000, 60)]
    public async Task BackOffAsync_NobodyTakesTheLaneBeforeItsTime_WhateverArrives(int failures, int seconds)
    {
        var (store, lanes) = await OpenAsync();
        await Append(store, "a");
        await lanes.BackOffAsync((await lanes.TryClaimAsync("a", "one", Cancel))!, failures, Cancel);

        await Append(store, "a");
        test.Time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        (await lanes.TryClaimAsync("a", "two", Cancel)).ShouldBeNull();
        (await lanes.FindWorkAsync(10, Cancel)).ShouldBeEmpty();
        test.Time.Advance(TimeSpan.FromMilliseconds(1));

        (await lanes.FindWorkAsync(10, Cancel)).ShouldBe(["a"]);
        (await lanes.TryClaimAsync("a", "two", Cancel))!.Failures.ShouldBe(failures);
    }

    [Fact]
    public async Task BackOffAsync_AfterATakeover_ChangesNothing()
    {
        var (store, lanes) = await OpenAsync();
        await Append(store, "a");
        var old = await lanes.TryClaimAsync("a", "one", Cancel);
        test.Time.Advance(Lease);
        var current = await lanes.TryClaimAsync("a", "two", Cancel);

        await lanes.BackOffAsync(old!, 1, Cancel);

        (await lanes.RenewAsync(current!, Cancel)).ShouldBeTrue();
    }

    [Fact]
    public async Task WaitingAsync_OneHeldOnePutOffTwoFree_CountsTheFree()
    {
        var (store, lanes) = await OpenAsync();
        foreach (var key in new[] { "held", "put off", "free", "free too" })
        {
            await Append(store, key);
        }

        await lanes.TryClaimAsync("held", "one", Cancel);
        await lanes.BackOffAsync((await lanes.TryClaimAsync("put off", "one", Cancel))!, 1, Cancel);

        (await lanes.WaitingAsync(Cancel)).ShouldBe(2);
    }

    [Fact]
    public async Task StuckAsync_LanesThatHaveFailedForLong_AreNamedUntilTheyWorkAgain()
    {
        var (store, lanes) = await OpenAsync();
        foreach (var (key, failures) in new[] { ("worst", 3), ("bad", 2), ("new", 1) })
        {
            await Append(store, key);
            await lanes.BackOffAsync((await lanes.TryClaimAsync(key, "one", Cancel))!, failures, Cancel);
            test.Time.Advance(TimeSpan.FromMinutes(1));
        }

        var stuck = await lanes.StuckAsync(TimeSpan.FromMinutes(2), 1, Cancel);
        stuck.Count.ShouldBe(2);
        stuck.Worst.ShouldBe([new StuckLane("worst", 3, TimeSpan.FromMinutes(3))]);

        // Another failure keeps the start of the failures; a success resets it.
        var bad = await lanes.TryClaimAsync("bad", "one", Cancel);
        await lanes.BackOffAsync(bad!, bad!.Failures + 1, Cancel);
        (await lanes.StuckAsync(TimeSpan.FromMinutes(2), 5, Cancel)).Worst.ShouldContain(new StuckLane("bad", 3, TimeSpan.FromMinutes(2)));
        var worst = await lanes.TryClaimAsync("worst", "one", Cancel);
        await lanes.ReleaseAsync(worst!, await lanes.VersionAsync(worst!, Cancel), Cancel);
        test.Time.Advance(TimeSpan.FromMinutes(1));
        bad = await lanes.TryClaimAsync("bad", "one", Cancel);
        await lanes.HandBackAsync(bad!, Cancel);
        (await lanes.StuckAsync(TimeSpan.FromMinutes(2), 5, Cancel)).Worst.Select(lane => lane.Key).ShouldBe(["new"]);
    }

    [Fact]
    public async Task BackOffAsync_SucceededSince_FailsSinceNow()
    {
        var (store, lanes) = await OpenAsync();
        await Append(store, "a");
        await lanes.BackOffAsync((await lanes.TryClaimAsync("a", "one", Cancel))!, 7, Cancel);
        test.Time.Advance(TimeSpan.FromMinutes(10));

        // One hold: a piece of work succeeded, the next failed.
        await lanes.BackOffAsync((await lanes.TryClaimAsync("a", "one", Cancel))!, 1, Cancel);

        (await lanes.StuckAsync(TimeSpan.FromMinutes(2), 5, Cancel)).Count.ShouldBe(0);
    }

    // As a clock that far ahead would have written it.
    private static Task ShiftAsync(IStore store, TimeSpan ahead) =>
        store.WriteAsync(
            session => session.ExecuteAsync("UPDATE lane SET lease_until = lease_until + @ms", new { ms = (long)ahead.TotalMilliseconds }), Cancel);

    private static Task<long> Append(IStore store, string key) => store.WriteAsync(session => LaneTable.AppendAsync(session, key), Cancel);

    private async Task<(IStore Store, LaneTable Lanes)> OpenAsync()
    {
        var store = await test.OpenAsync();
        return (store, new LaneTable(store, Lease));
    }
}
