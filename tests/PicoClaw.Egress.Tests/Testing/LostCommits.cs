using PicoClaw.Storage;

namespace PicoClaw.Egress.Tests.Testing;

/// <summary>A store that does not hear of the end of its first commit, and so runs the transaction again.</summary>
internal sealed class LostCommits(IStore store) : IStore
{
    private bool _isLost;

    public string? Fault => store.Fault;

    public Task MigrateAsync(CancellationToken cancellationToken) => store.MigrateAsync(cancellationToken);

    public Task<T> ReadAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken) => store.ReadAsync(work, cancellationToken);

    public Task<T> QueryAsync<T>(Func<StoreSession, Task<T>> statement, CancellationToken cancellationToken) => store.QueryAsync(statement, cancellationToken);

    public Task<T> WriteAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken) =>
        TwiceAsync(() => store.WriteAsync(work, cancellationToken));

    public Task<T> ExecuteAsync<T>(Func<StoreSession, Task<T>> command, CancellationToken cancellationToken) =>
        TwiceAsync(() => store.ExecuteAsync(command, cancellationToken));

    private async Task<T> TwiceAsync<T>(Func<Task<T>> runAsync)
    {
        if (!_isLost)
        {
            _isLost = true;
            await runAsync();
        }

        return await runAsync();
    }
}
