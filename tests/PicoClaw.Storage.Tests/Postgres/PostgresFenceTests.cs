using Harness.Processes;
using PicoClaw.Storage.Lanes;
using PicoClaw.Storage.Tests.Testing;

namespace PicoClaw.Storage.Tests.Postgres;

/// <summary>Commits of a lane's holder, beside each other and beside a claim.</summary>
public sealed class PostgresFenceTests : IAsyncDisposable
{
    private const string Key = "a";
    private const int Patience = 180_000;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private readonly PostgresTestStore _test = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    // An account has up to 32 calls in flight, and each commits twice.
    [Fact(Timeout = Patience)]
    public async Task GuardAsync_TwoCommitsOfOneHolder_DoNotWaitForEachOther()
    {
        var (store, lanes) = await OpenAsync();
        var lease = await ClaimAsync(store, lanes);

        await store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, lease);
                await store.WriteAsync(other => LaneTable.GuardAsync(other, lease), Cancel);
            },
            Cancel);
    }

    [Fact(Timeout = Patience)]
    public async Task GuardAsync_HoldersCommitIsOpen_IntakeAndRenewalGoOn()
    {
        var (store, lanes) = await OpenAsync();
        var lease = await ClaimAsync(store, lanes);

        await store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, lease);
                await store.WriteAsync(other => LaneTable.AppendAsync(other, Key), Cancel);
                (await lanes.RenewAsync(lease, Cancel)).ShouldBeTrue();
            },
            Cancel);
    }

    // The holder was paused between the check of its lease and its commit, and the claim came first.
    [Fact(Timeout = Patience)]
    public async Task GuardAsync_ClaimIsOpen_WaitsAndFails()
    {
        var (store, lanes) = await OpenAsync();
        var lease = await ClaimAsync(store, lanes);
        Task? late = null;

        await store.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("SELECT take_fence(@Key)", new { Key });
                await session.ExecuteAsync("UPDATE lane SET token = token + 1 WHERE lane_key = @Key", new { Key });
                late = store.WriteAsync(other => LaneTable.GuardAsync(other, lease), Cancel);
                await WaitersAsync(1, late);
            },
            Cancel);

        await Should.ThrowAsync<LeaseLostException>(() => late!);
    }

    [Fact(Timeout = Patience)]
    public async Task GuardAsync_ClaimWaitsForACommit_NoNewCommitPassesIt()
    {
        var (store, lanes) = await OpenAsync();
        var lease = await ClaimAsync(store, lanes);
        _test.Time.Advance(Lease);
        Task<LaneLease?>? claim = null;
        Task? late = null;

        await store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, lease);
                claim = lanes.TryClaimAsync(Key, "two", Cancel);
                await WaitersAsync(1, claim);
                late = store.WriteAsync(other => LaneTable.GuardAsync(other, lease), Cancel);
                await WaitersAsync(2, late);
            },
            Cancel);

        (await claim!)!.Token.ShouldBe(lease.Token + 1);
        await Should.ThrowAsync<LeaseLostException>(() => late!);
    }

    [Fact(Timeout = Patience)]
    public async Task LockAsync_HoldersCommitIsOpen_WaitsForItAndKeepsTheNextOut()
    {
        var (store, lanes) = await OpenAsync();
        var lease = await ClaimAsync(store, lanes);
        var steps = new List<string>();
        Task? locked = null;
        Task? late = null;

        await store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, lease);
                locked = StepAsync(() => store.WriteAsync(other => LaneTable.LockAsync(other, Key), Cancel), "locked");
                await WaitersAsync(1, locked);
                late = StepAsync(() => store.WriteAsync(other => LaneTable.GuardAsync(other, lease), Cancel), "late");
                await WaitersAsync(2, late);
                steps.Add("committed");
            },
            Cancel);

        await Task.WhenAll(locked!, late!);
        steps[0].ShouldBe("committed");
        steps.ShouldBe(["committed", "locked", "late"], ignoreOrder: true);

        async Task StepAsync(Func<Task> run, string name)
        {
            await run();
            lock (steps)
            {
                steps.Add(name);
            }
        }
    }

    // The claim and its fence are one command without BEGIN.
    [Fact(Timeout = Patience)]
    public async Task TryClaimAsync_HoldersCommitIsOpen_WaitsForItAndTakesTheFence()
    {
        await using var store = await _test.CreateUnclockedAsync();
        await store.MigrateAsync(Cancel);
        var lanes = new LaneTable(store, TimeSpan.FromMilliseconds(1));
        var lease = await ClaimAsync(store, lanes);
        Task<LaneLease?>? claim = null;

        await store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, lease);
                claim = lanes.TryClaimAsync(Key, "two", Cancel);
                await WaitersAsync(1, claim);
            },
            Cancel);

        (await claim!)!.Token.ShouldBe(lease.Token + 1);
        await Should.ThrowAsync<LeaseLostException>(() => store.WriteAsync(session => LaneTable.GuardAsync(session, lease), Cancel));
    }

    // A cancel request takes a connection of its own.
    [Fact]
    public async Task BatchAsync_ResultsNotRead_AreNotCancelled()
    {
        using var relay = new Relay(await _test.EnsureAsync());
        await using var store = await _test.CreateUnclockedAsync(relay.Address);
        await store.MigrateAsync(Cancel);
        await store.WriteAsync(session => LaneTable.AppendAsync(session, Key), Cancel);
        var before = relay.Connections;

        for (var i = 0; i < 10; i++)
        {
            await store.ExecuteAsync(session => session.BatchAsync("SELECT 1; SELECT 2", new { }, _ => Task.FromResult(true)), Cancel);
            await Should.ThrowAsync<IOException>(() => store.ExecuteAsync(
                session => session.BatchAsync<bool>("SELECT 1; SELECT 2", new { }, _ => throw new IOException()), Cancel));
        }

        relay.Connections.ShouldBe(before);
    }

    [Fact]
    public async Task ExecuteAsync_LastStatementFails_NothingOfTheCommandIsLeft()
    {
        await using var store = await _test.CreateUnclockedAsync();
        await store.MigrateAsync(Cancel);

        await Should.ThrowAsync<ContentRefusedException>(() => store.ExecuteAsync(
            session => session.ExecuteAsync(
                """
                INSERT INTO lane (lane_key, lane_id, next_position, version, has_work, token, lease_until) VALUES ('a', 'a', 1, 1, 1, 0, 0);
                SELECT 1 / 0
                """),
            Cancel));

        (await store.QueryAsync(session => session.FirstOrDefaultAsync<long>("SELECT COUNT(*) FROM lane"), Cancel)).ShouldBe(0);
    }

    [Fact]
    public async Task QueryAsync_SecondStatement_IsRefused()
    {
        await using var store = await _test.CreateUnclockedAsync();
        await store.MigrateAsync(Cancel);

        await Should.ThrowAsync<InvalidOperationException>(() => store.QueryAsync(
            async session => await session.FirstOrDefaultAsync<int>("SELECT 1") + await session.FirstOrDefaultAsync<int>("SELECT 2"), Cancel));
    }

    // A replica of a later version changes a table while this one runs.
    [Fact]
    public async Task QueryAsync_TableChangedSinceItWasPrepared_IsPreparedAnew()
    {
        await using var store = await _test.CreateUnclockedAsync();
        await store.MigrateAsync(Cancel);
        await store.WriteAsync(session => LaneTable.AppendAsync(session, Key), Cancel);
        for (var i = 0; i < 10; i++)
        {
            await AllAsync();
        }

        await _test.ExecuteAsync($"ALTER TABLE {PostgresTestStore.Schema}.lane ADD COLUMN later TEXT");

        (await AllAsync()).Count.ShouldBe(1);

        Task<IReadOnlyList<dynamic>> AllAsync() => store.QueryAsync(session => session.QueryAsync<dynamic>("SELECT * FROM lane"), Cancel);
    }

    private async Task<(IStore Store, LaneTable Lanes)> OpenAsync()
    {
        var store = await _test.OpenAsync();
        return (store, new LaneTable(store, Lease));
    }

    private static async Task<LaneLease> ClaimAsync(IStore store, LaneTable lanes)
    {
        await store.WriteAsync(session => LaneTable.AppendAsync(session, Key), Cancel);
        return (await lanes.TryClaimAsync(Key, "one", Cancel))!;
    }

    private async Task WaitersAsync(long count, Task waiting)
    {
        const string waiters = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
        while ((long)(await _test.ExecuteAsync(waiters))! < count)
        {
            waiting.IsCompleted.ShouldBeFalse();
            await Task.Delay(10, Cancel);
        }
    }
}
