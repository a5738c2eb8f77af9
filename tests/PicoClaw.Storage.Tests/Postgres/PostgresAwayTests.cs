using Harness.Processes;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using PicoClaw.Storage.Postgres;
using PicoClaw.Storage.Tests.Testing;
using PicoClaw.Tests.Postgres;

namespace PicoClaw.Storage.Tests.Postgres;

/// <summary>A server that goes away and comes back.</summary>
public sealed class PostgresAwayTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task WriteAsync_ServerCrashesAndComesBack_WaitsInPlaceAndLosesNothing()
    {
        await using var server = await PrivateServer.StartPostgresAsync();
        await using var store = await OpenAsync(server);
        var health = new StoreHealthCheck(store);
        var written = 0;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var writers = Enumerable.Range(0, 8).Select(writer => Task.Run(
            async () =>
            {
                for (var i = 0; !enough.IsCancellationRequested; i++)
                {
                    // Idempotent, as every write must be: a commit whose answer is lost runs again.
                    await store.WriteAsync(
                        session => session.ExecuteAsync("INSERT INTO note VALUES (@id) ON CONFLICT DO NOTHING", new { id = $"{writer} {i}" }),
                        Cancel);
                    Interlocked.Increment(ref written);
                }
            },
            Cancel)).ToList();
        await UntilAsync(() => Volatile.Read(ref written) > 100);

        await server.KillAsync();
        await UntilAsync(() => store.Fault is not null);
        (await health.CheckHealthAsync(new HealthCheckContext(), Cancel)).Status.ShouldBe(HealthStatus.Unhealthy);
        await server.StartAsync();
        var before = Volatile.Read(ref written);
        await UntilAsync(() => Volatile.Read(ref written) > before + 100);
        await enough.CancelAsync();
        await Task.WhenAll(writers);

        (await CountAsync(store)).ShouldBe(written);
        store.Fault.ShouldBeNull();
        (await health.CheckHealthAsync(new HealthCheckContext(), Cancel)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact(Timeout = 180_000)]
    public async Task WriteAsync_ItsConnectionIsCutInTheMiddle_BeginsAgain()
    {
        await using var test = new PostgresTestStore();
        await using var store = await test.CreateUnclockedAsync();
        await store.MigrateAsync(Cancel);
        await CreateNotesAsync(store);
        var runs = 0;

        await store.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("INSERT INTO note VALUES (@id)", new { id = $"run {++runs}" });
                if (runs == 1)
                {
                    await test.ExecuteAsync(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()");
                }
            },
            Cancel);

        runs.ShouldBe(2);
        (await store.ReadAsync(session => session.QueryAsync<string>("SELECT id FROM note"), Cancel)).ShouldBe(["run 2"]);
        store.Fault.ShouldBeNull();
    }

    // Nobody can know then whether it was made, so it is made again: each change has to stand that.
    [Theory(Timeout = 180_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Commit_ItsAnswerIsLost_IsMadeAgain(bool isTransaction)
    {
        await using var test = new PostgresTestStore();
        using var relay = new Relay(await test.EnsureAsync());
        await using var store = await test.CreateUnclockedAsync(relay.Address);
        await store.MigrateAsync(Cancel);
        await CreateNotesAsync(store);
        var runs = 0;

        var writing = isTransaction ? store.WriteAsync(NoteAsync, Cancel) : store.ExecuteAsync(NoteAsync, Cancel);
        while ((long)(await test.ExecuteAsync($"SELECT count(*) FROM {PostgresTestStore.Schema}.note"))! == 0)
        {
            await Task.Delay(10, Cancel);
        }

        writing.IsCompleted.ShouldBeFalse();
        relay.Cut();
        await writing;

        (await store.ReadAsync(session => session.QueryAsync<string>("SELECT id FROM note ORDER BY id"), Cancel)).ShouldBe(["run 1", "run 2"]);

        async Task<int> NoteAsync(StoreSession session)
        {
            Action mute = ++runs == 1 ? relay.Mute : () => { };
            if (!isTransaction)
            {
                mute();
            }

            var changed = await session.ExecuteAsync("INSERT INTO note VALUES (@id)", new { id = $"run {runs}" });
            mute();
            return changed;
        }
    }

    // As a replica does when it is paused between two statements.
    [Fact(Timeout = 180_000)]
    public async Task WriteAsync_FallsSilentInTheMiddle_LetsGoOfItsLocksAndBeginsAgain()
    {
        await using var test = new PostgresTestStore();
        await using var silent = await test.CreateUnclockedAsync();
        await using var other = await test.CreateUnclockedAsync();
        await silent.MigrateAsync(Cancel);
        await CreateNotesAsync(silent);
        await silent.WriteAsync(session => session.ExecuteAsync("INSERT INTO note VALUES ('a')"), Cancel);
        var (runs, locked, wake) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        var paused = silent.WriteAsync(
            async session =>
            {
                runs++;
                await session.ExecuteAsync("UPDATE note SET id = 'by the silent' WHERE id = 'a' OR id = 'by the other'");
                locked.TrySetResult();
                await wake.Task;
                return await session.ExecuteAsync("UPDATE note SET id = id");
            },
            Cancel);
        await locked.Task;

        (await other.WriteAsync(session => session.ExecuteAsync("UPDATE note SET id = 'by the other' WHERE id = 'a'"), Cancel)).ShouldBe(1);
        wake.SetResult();

        (await paused).ShouldBe(1);
        runs.ShouldBe(2);
        other.Fault.ShouldBeNull();
    }

    [Fact(Timeout = 180_000)]
    public async Task WriteAsync_TheServerIsReadOnly_WaitsWhileReadsGoOn()
    {
        await using var test = new PostgresTestStore();
        await using var store = await test.CreateUnclockedAsync();
        await store.MigrateAsync(Cancel);
        await CreateNotesAsync(store);
        await SetReadOnlyAsync(test, "on");

        var write = store.WriteAsync(session => session.ExecuteAsync("INSERT INTO note VALUES ('late')"), Cancel);
        await UntilAsync(() => store.Fault is not null);

        (await CountAsync(store)).ShouldBe(0);
        store.Fault.ShouldNotBeNull("reads go on, but no write does");
        await SetReadOnlyAsync(test, "off");
        await write;
        store.Fault.ShouldBeNull();
        (await CountAsync(store)).ShouldBe(1);
    }

    // A session takes the setting when it begins.
    private static async Task SetReadOnlyAsync(PostgresTestStore test, string value)
    {
        var database = new Uri(test.DatabaseAddress).AbsolutePath[1..];
        await TestPostgres.ExecuteAsync($"ALTER DATABASE {database} SET default_transaction_read_only = {value}");
        await TestPostgres.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'");
    }

    private static async Task<PostgresStore> OpenAsync(PrivateServer server)
    {
        var store = new PostgresStore(
            PostgresAddress.TryParse(server.Address, "test")!, typeof(TestStore).Assembly, NullLogger<PostgresStore>.Instance);
        await store.MigrateAsync(Cancel);
        await CreateNotesAsync(store);
        return store;
    }

    private static Task CreateNotesAsync(IStore store) =>
        store.WriteAsync(session => session.ExecuteAsync("CREATE TABLE note (id TEXT PRIMARY KEY)"), Cancel);

    private static Task<long> CountAsync(IStore store) =>
        store.ReadAsync(session => session.FirstOrDefaultAsync<long>("SELECT COUNT(*) FROM note"), Cancel);

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(10, Cancel);
        }
    }
}
