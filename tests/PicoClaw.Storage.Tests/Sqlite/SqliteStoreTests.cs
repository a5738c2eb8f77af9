using Microsoft.Data.Sqlite;
using PicoClaw.Storage.Lanes;
using PicoClaw.Storage.Tests.Testing;

namespace PicoClaw.Storage.Tests.Sqlite;

public sealed class SqliteStoreTests : IAsyncDisposable
{
    private readonly SqliteTestStore _test = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    [Fact]
    public async Task WriteAsync_FileLockedByAnother_WaitsUntilItIsFree()
    {
        var store = await _test.OpenAsync(TimeProvider.System);
        await store.WriteAsync(session => session.ExecuteAsync("CREATE TABLE note (text TEXT)"), Cancel);
        await using var other = new SqliteConnection($"Data Source={_test.Path};Pooling=False;Default Timeout=1");
        await other.OpenAsync(Cancel);
        var blocking = other.BeginTransaction(deferred: false);

        var write = Task.Run(() => store.WriteAsync(session => session.ExecuteAsync("INSERT INTO note VALUES ('late')"), Cancel), Cancel);
        while (store.Fault is null)
        {
            await Task.Delay(10, Cancel);
        }

        write.IsCompleted.ShouldBeFalse();
        (await Count(store)).ShouldBe(0);
        store.Fault.ShouldNotBeNull("reads go on, but no write does");
        await blocking.RollbackAsync(Cancel);
        await write;
        store.Fault.ShouldBeNull();
        (await Count(store)).ShouldBe(1);
    }

    [Fact]
    public async Task ExecuteTransientAsync_BetweenDurableWrites_AloneDoesNotWaitForTheDisk()
    {
        const long full = 2;
        const long normal = 1;
        var store = await _test.OpenAsync();

        (await store.WriteAsync(SynchronousAsync, Cancel)).ShouldBe(full);
        (await store.ExecuteTransientAsync(SynchronousAsync, Cancel)).ShouldBe(normal);
        (await store.ExecuteTransientAsync(SynchronousAsync, Cancel)).ShouldBe(normal);
        (await store.WriteAsync(SynchronousAsync, Cancel)).ShouldBe(full);
    }

    [Fact]
    public async Task WriteAsync_AfterATransientWriteThatFailed_WaitsForTheDisk()
    {
        const long full = 2;
        var store = await _test.OpenAsync();

        await Should.ThrowAsync<SqliteException>(() => store.ExecuteTransientAsync(session => session.ExecuteAsync("INSERT INTO missing VALUES (1)"), Cancel));

        (await store.WriteAsync(SynchronousAsync, Cancel)).ShouldBe(full);
    }

    [Fact]
    public async Task MigrateAsync_FolderInUse_SaysWhatToDo()
    {
        await _test.OpenAsync();

        var refused = await Should.ThrowAsync<StoreInUseException>(() => _test.OpenAsync());

        refused.Message.ShouldContain("PICOCLAW_HOME");
    }

    [Fact]
    public async Task MigrateAsync_LeaseOfADeadProcess_IsFreeAtOnceButItsTokenIsNotValidAgain()
    {
        var lease = TimeSpan.FromSeconds(30);
        var store = await _test.OpenAsync();
        await store.WriteAsync(session => LaneTable.AppendAsync(session, "a"), Cancel);
        var dead = await new LaneTable(store, lease).TryClaimAsync("a", "dead", Cancel);
        await ((IAsyncDisposable)store).DisposeAsync();

        var reopened = await _test.OpenAsync();
        var next = await new LaneTable(reopened, lease).TryClaimAsync("a", "next", Cancel);

        next!.Token.ShouldBeGreaterThan(dead!.Token);
        next.LaneId.ShouldBe(dead.LaneId);
    }

    [Theory]
    [InlineData("owner")]
    [InlineData("NULL")]
    public async Task MigrateAsync_LaneThatIsHeldOrWaitsUntilTomorrow_IsFreeAtOnce(string owner)
    {
        var store = await _test.OpenAsync();
        await store.WriteAsync(session => LaneTable.AppendAsync(session, "a"), Cancel);
        await new LaneTable(store, TimeSpan.FromSeconds(30)).TryClaimAsync("a", "dead", Cancel);
        await store.WriteAsync(session => session.ExecuteAsync($"UPDATE lane SET owner = {owner}, lease_until = lease_until + 86400000"), Cancel);
        await ((IAsyncDisposable)store).DisposeAsync();

        var reopened = await _test.OpenAsync();

        (await new LaneTable(reopened, TimeSpan.FromSeconds(30)).TryClaimAsync("a", "next", Cancel)).ShouldNotBeNull();
    }

    // Their names before PostgreSQL shared the scripts.
    [Fact]
    public async Task MigrateAsync_ScriptsThatHaveMoved_AreNotRunAgain()
    {
        var store = await _test.OpenAsync();
        await store.WriteAsync(
            session => session.ExecuteAsync("UPDATE SchemaVersions SET ScriptName = replace(ScriptName, '.Migrations.', '.Migrations.Sqlite.')"),
            Cancel);
        await store.WriteAsync(session => LaneTable.AppendAsync(session, "a"), Cancel);
        await ((IAsyncDisposable)store).DisposeAsync();

        var reopened = await _test.OpenAsync();

        (await reopened.WriteAsync(session => LaneTable.AppendAsync(session, "a"), Cancel)).ShouldBe(2);
    }

    [Fact]
    public async Task Pragmas_AreDurable()
    {
        var store = await _test.OpenAsync();

        var (journal, synchronous) = await store.WriteAsync(
            async session =>
                (await session.FirstOrDefaultAsync<string>("PRAGMA journal_mode"), await session.FirstOrDefaultAsync<long>("PRAGMA synchronous")), Cancel);

        journal.ShouldBe("wal");
        synchronous.ShouldBe(2);
    }

    private static Task<long> SynchronousAsync(StoreSession session) => session.FirstOrDefaultAsync<long>("PRAGMA synchronous");

    private static Task<long> Count(IStore store) =>
        store.ReadAsync(session => session.FirstOrDefaultAsync<long>("SELECT COUNT(*) FROM note"), Cancel);
}
