namespace PicoClaw.Storage.Tests.Testing;

/// <summary>A store that is away for a while before its first write, or before its first few.</summary>
internal sealed class SlowFirstWrite(IStore store, Action away, int times = 1) : IStore
{
    private int _left = times;

    public string? Fault => store.Fault;

    public Task MigrateAsync(CancellationToken cancellationToken) => store.MigrateAsync(cancellationToken);

    public Task<T> ReadAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken) => store.ReadAsync(work, cancellationToken);

    public Task<T> QueryAsync<T>(Func<StoreSession, Task<T>> statement, CancellationToken cancellationToken) => store.QueryAsync(statement, cancellationToken);

    public Task<T> WriteAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken)
    {
        Arrive();
        return store.WriteAsync(work, cancellationToken);
    }

    public Task<T> ExecuteAsync<T>(Func<StoreSession, Task<T>> command, CancellationToken cancellationToken)
    {
        Arrive();
        return store.ExecuteAsync(command, cancellationToken);
    }

    private void Arrive()
    {
        if (Interlocked.Decrement(ref _left) >= 0)
        {
            away();
        }
    }
}
