using PicoClaw.Storage;

namespace PicoClaw.Tests.Postgres;

/// <summary>PostgreSQL on the test's clock: every transaction brings the time along, and now_ms() gives it back.</summary>
internal sealed class ClockedStore(IStore store, TimeProvider time) : IStore, IAsyncDisposable
{
    public string? Fault => store.Fault;

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await store.MigrateAsync(cancellationToken);
        await store.WriteAsync(
            async session =>
            {
                // Replicas may do this at one time, and two at once on the same function fail.
                await session.ExecuteAsync("LOCK TABLE lane");
                await session.ExecuteAsync("CREATE OR REPLACE FUNCTION now_ms() RETURNS BIGINT LANGUAGE sql VOLATILE AS 'SELECT current_setting(''test.now_ms'')::bigint'");
            },
            cancellationToken);
    }

    public Task<T> WriteAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken) =>
        store.WriteAsync(session => OnTime(session, work), cancellationToken);

    public Task<T> ReadAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken) =>
        store.ReadAsync(session => OnTime(session, work), cancellationToken);

    public ValueTask DisposeAsync() => ((IAsyncDisposable)store).DisposeAsync();

    private async Task<T> OnTime<T>(StoreSession session, Func<StoreSession, Task<T>> work)
    {
        await session.ExecuteAsync("SELECT set_config('test.now_ms', @now, true)", new { now = $"{time.GetUtcNow().ToUnixTimeMilliseconds()}" });
        return await work(session);
    }
}
