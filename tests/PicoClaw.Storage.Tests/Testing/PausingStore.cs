namespace PicoClaw.Storage.Tests.Testing;

/// <summary>Lets something happen after the next command, before the caller hears of its end.</summary>
internal sealed class PausingStore(IStore store) : IStore
{
    private Func<Task>? _afterNext;

    public string? Fault => store.Fault;

    public void AfterNextCommand(Func<Task> happen) => _afterNext = happen;

    public Task MigrateAsync(CancellationToken cancellationToken) => store.MigrateAsync(cancellationToken);

    public Task<T> WriteAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken) => store.WriteAsync(work, cancellationToken);

    public Task<T> ReadAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken) => store.ReadAsync(work, cancellationToken);

    public Task<T> QueryAsync<T>(Func<StoreSession, Task<T>> statement, CancellationToken cancellationToken) =>
        store.QueryAsync(statement, cancellationToken);

    public async Task<T> ExecuteAsync<T>(Func<StoreSession, Task<T>> command, CancellationToken cancellationToken)
    {
        var result = await store.ExecuteAsync(command, cancellationToken);
        if (Interlocked.Exchange(ref _afterNext, null) is { } happen)
        {
            await happen();
        }

        return result;
    }
}
