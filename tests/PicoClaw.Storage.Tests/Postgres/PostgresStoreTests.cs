using Microsoft.Extensions.Logging.Testing;
using Npgsql;
using PicoClaw.Storage.Lanes;
using PicoClaw.Storage.Postgres;
using PicoClaw.Storage.Tests.Testing;
using PicoClaw.Tests.Postgres;

namespace PicoClaw.Storage.Tests.Postgres;

public sealed class PostgresStoreTests : IAsyncDisposable
{
    private readonly PostgresTestStore _test = new();
    private readonly FakeLogger<PostgresStore> _logger = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    [Fact]
    public async Task NowMs_IsTheServersClockAndMovesWithinATransaction()
    {
        await using var store = await OpenAsync();

        var (first, second, reference) = await store.WriteAsync(
            async session => (
                await session.FirstOrDefaultAsync<long>("SELECT now_ms() FROM (SELECT pg_sleep(0.02)) AS nap"),
                await session.FirstOrDefaultAsync<long>("SELECT now_ms() FROM (SELECT pg_sleep(0.02)) AS nap"),
                await session.FirstOrDefaultAsync<DateTime>("SELECT clock_timestamp()")),
            Cancel);

        second.ShouldBeGreaterThan(first);
        (new DateTimeOffset(reference).ToUnixTimeMilliseconds() - second).ShouldBeInRange(0, 5000);
    }

    // A refusal that would repeat for the same transaction is not a fault of the store.
    [Fact]
    public async Task WriteAsync_ContentThatItDoesNotTake_IsRefusedAndTheNextIsTaken()
    {
        await using var store = await OpenAsync();
        var incompressible = string.Concat(Enumerable.Range(0, 500).Select(_ => Guid.NewGuid().ToString("N")));

        foreach (var key in new[] { "a\0b", "half \ud83d", incompressible })
        {
            await Should.ThrowAsync<ContentRefusedException>(() => store.WriteAsync(session => LaneTable.AppendAsync(session, key), Cancel));
        }

        (await store.WriteAsync(session => LaneTable.AppendAsync(session, "a"), Cancel)).ShouldBe(1);
        store.Fault.ShouldBeNull();
    }

    [Fact]
    public async Task MigrateAsync_ReplicasStartTogether_AllFindTheTables()
    {
        var stores = new List<PostgresStore>();
        while (stores.Count < 5)
        {
            stores.Add(await _test.CreateUnclockedAsync());
        }

        await Task.WhenAll(stores.Select(store => Task.Run(() => store.MigrateAsync(Cancel), Cancel)));

        foreach (var store in stores)
        {
            (await store.WriteAsync(session => LaneTable.AppendAsync(session, "a"), Cancel)).ShouldBeGreaterThan(0);
            await store.DisposeAsync();
        }

        (await _test.ExecuteAsync($"SELECT count(*) FROM {PostgresTestStore.Schema}.schemaversions WHERE scriptname LIKE '%lane.sql'")).ShouldBe(2L);
    }

    [Fact]
    public async Task MigrateAsync_SchemaIsThereButNoRightToMakeOne_UsesIt()
    {
        await using var owner = await OpenAsync();
        await _test.ExecuteAsync(
            $"CREATE ROLE {Role} LOGIN PASSWORD 'p'; GRANT ALL ON SCHEMA {PostgresTestStore.Schema} TO {Role}; "
                + $"GRANT ALL ON ALL TABLES IN SCHEMA {PostgresTestStore.Schema} TO {Role}");
        try
        {
            await using var store = Open(As(Role, "p"));
            await store.MigrateAsync(Cancel);
        }
        finally
        {
            await _test.ExecuteAsync($"DROP OWNED BY {Role}; DROP ROLE {Role}");
        }
    }

    [Fact]
    public async Task MigrateAsync_WrongPassword_SaysWhatToDoAndNotThePassword()
    {
        await using var probe = await _test.CreateUnclockedAsync();
        await using var store = Open(As("nobody", "S3cret"));

        var refused = await Should.ThrowAsync<StoreRefusedException>(() => store.MigrateAsync(Cancel));

        refused.Message.ShouldContain("authentication failed for user \"nobody\"");
        refused.Message.ShouldContain("PICOCLAW_STORE");
        refused.ToString().ShouldNotContain("S3cret");
    }

    [Fact]
    public async Task MigrateAsync_NoSuchDatabase_SaysSo()
    {
        await using var store = Open(new UriBuilder(TestPostgres.Server) { Path = "no_such_database" }.Uri.OriginalString);

        (await Should.ThrowAsync<StoreRefusedException>(() => store.MigrateAsync(Cancel))).Message
            .ShouldContain("\"no_such_database\" does not exist");
    }

    [Fact(Timeout = 180_000)]
    public async Task MigrateAsync_NobodyListens_WaitsAndSaysWhereToLook()
    {
        await using var store = Open("postgres://user:S3cret@127.0.0.1:1/picoclaw");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        var migration = store.MigrateAsync(cancel.Token);
        await UntilAsync(() => store.Fault is not null);

        store.Fault!.ShouldContain("127.0.0.1:1 (Connection refused)");
        store.Fault!.ShouldContain("PICOCLAW_STORE");
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => migration);
        _logger.Collector.GetSnapshot().ShouldAllBe(record => !record.Message.Contains("S3cret"));
        _logger.LatestRecord.Message.ShouldContain("PostgreSQL 127.0.0.1:1/picoclaw, schema test");
    }

    [Fact(Timeout = 180_000)]
    public async Task WriteAsync_Deadlock_BothAreKeptAndTheStoreIsNotCalledAway()
    {
        await using var store = await OpenAsync();
        await store.WriteAsync(
            session => session.ExecuteAsync("CREATE TABLE pair (id INTEGER, hits INTEGER); INSERT INTO pair VALUES (1, 0), (2, 0)"), Cancel);
        var runs = 0;
        var bothHold = new TaskCompletionSource();

        Task Hit(int first, int second) => store.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("UPDATE pair SET hits = hits + 1 WHERE id = @first", new { first });
                if (Interlocked.Increment(ref runs) == 2)
                {
                    bothHold.SetResult();
                }

                await bothHold.Task;
                await session.ExecuteAsync("UPDATE pair SET hits = hits + 1 WHERE id = @second", new { second });
            },
            Cancel);
        await Task.WhenAll(Hit(1, 2), Hit(2, 1));

        runs.ShouldBe(3, "one of the two was the victim and began again");
        (await store.ReadAsync(session => session.QueryAsync<int>("SELECT hits FROM pair"), Cancel)).ShouldBe([2, 2]);
        _logger.Collector.Count.ShouldBe(0);
    }

    [Fact]
    public async Task WriteAsync_SqlIsWrong_ThrowsAtOnce()
    {
        await using var store = await OpenAsync();

        var fault = await Should.ThrowAsync<PostgresException>(
            () => store.WriteAsync(session => session.ExecuteAsync("SELECT no_such_column"), Cancel));
        fault.SqlState.ShouldBe("42703");
        store.Fault.ShouldBeNull();
    }

    [Fact]
    public async Task ReadAsync_SomebodyWritesMeanwhile_SeesOneSnapshot()
    {
        await using var store = await OpenAsync();
        await store.WriteAsync(session => LaneTable.AppendAsync(session, "a"), Cancel);

        var counts = await store.ReadAsync(
            async session =>
            {
                var before = await session.FirstOrDefaultAsync<long>("SELECT COUNT(*) FROM lane");
                await store.WriteAsync(inner => LaneTable.AppendAsync(inner, "b"), Cancel);
                return (before, await session.FirstOrDefaultAsync<long>("SELECT COUNT(*) FROM lane"));
            },
            Cancel);

        counts.ShouldBe((1, 1));
    }

    private static string Role { get; } = $"role_{Guid.NewGuid():N}";

    private string As(string user, string password) =>
        new UriBuilder(_test.DatabaseAddress) { UserName = user, Password = password }.Uri.OriginalString;

    private PostgresStore Open(string address) =>
        new(PostgresAddress.TryParse(address, PostgresTestStore.Schema)!, typeof(TestStore).Assembly, _logger);

    private async Task<PostgresStore> OpenAsync()
    {
        await (await _test.CreateUnclockedAsync()).DisposeAsync();
        var store = Open(_test.DatabaseAddress);
        await store.MigrateAsync(Cancel);
        return store;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(10, Cancel);
        }
    }
}
