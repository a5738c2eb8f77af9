using PicoClaw.Storage;

namespace PicoClaw.Tests.Postgres;

/// <summary>PostgreSQL on the test's clock: every transaction sets the time, and now_ms() returns it.</summary>
internal sealed class ClockedStore(IStore store, TimeProvider time) : IStore, IAsyncDisposable
{
    public string? Fault => store.Fault;

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await store.MigrateAsync(cancellationToken);
        await store.WriteAsync(
            async session =>
            {
                // Replicas may do this at the same time, and replacing one function twice at once fails.
                await session.ExecuteAsync("LOCK TABLE lane");
                await session.ExecuteAsync(
                    """
                    CREATE OR REPLACE FUNCTION now_ms() RETURNS BIGINT LANGUAGE sql VOLATILE
                    AS 'SELECT current_setting(''test.now_ms'')::bigint'
                    """);
            },
            cancellationToken);
    }

    public Task<T> WriteAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken) =>
        store.WriteAsync(session => OnTime(session, work), cancellationToken);

    // Two statements, the time and the one asked for, so it takes a transaction here.
    public Task<T> ExecuteAsync<T>(Func<StoreSession, Task<T>> command, CancellationToken cancellationToken) =>
        store.WriteAsync(session => OnTime(session, command), cancellationToken);

    public Task<T> ReadAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken) =>
        store.ReadAsync(session => OnTime(session, work), cancellationToken);

    public Task<T> QueryAsync<T>(Func<StoreSession, Task<T>> statement, CancellationToken cancellationToken) =>
        store.ReadAsync(session => OnTime(session, statement), cancellationToken);

    public ValueTask DisposeAsync() => ((IAsyncDisposable)store).DisposeAsync();

    private async Task<T> OnTime<T>(StoreSession session, Func<StoreSession, Task<T>> work)
    {
        var now = $"{time.GetUtcNow().ToUnixTimeMilliseconds()}";
        await session.ExecuteAsync("SELECT set_config('test.now_ms', @now, true)", new { now });
        return await work(session);
    }
}
