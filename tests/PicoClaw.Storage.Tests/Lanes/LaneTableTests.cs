using PicoClaw.Storage.Lanes;
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

        var claims = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => lanes.TryClaimAsync("a", $"replica {i}", Cancel), Cancel)));

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

    private static Task<long> Append(IStore store, string key) => store.WriteAsync(session => LaneTable.AppendAsync(session, key), Cancel);

    private async Task<(IStore Store, LaneTable Lanes)> OpenAsync()
    {
        var store = await test.OpenAsync();
        return (store, new LaneTable(store, Lease));
    }
}
