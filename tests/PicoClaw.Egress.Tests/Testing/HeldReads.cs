using PicoClaw.Storage;

namespace PicoClaw.Egress.Tests.Testing;

/// <summary>A store whose next query may be slow to return, as on a busy machine.</summary>
internal sealed class HeldReads(IStore store) : IStore
{
    private HeldRead? _next;

    public string? Fault => store.Fault;

    public HeldRead HoldNext() => _next = new HeldRead();

    public Task MigrateAsync(CancellationToken cancellationToken) => store.MigrateAsync(cancellationToken);

    public Task<T> ReadAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken) => store.ReadAsync(work, cancellationToken);

    public async Task<T> QueryAsync<T>(Func<StoreSession, Task<T>> statement, CancellationToken cancellationToken)
    {
        var result = await store.QueryAsync(statement, cancellationToken);
        await (Interlocked.Exchange(ref _next, null)?.HoldAsync() ?? Task.CompletedTask);
        return result;
    }

    public Task<T> WriteAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken) => store.WriteAsync(work, cancellationToken);

    public Task<T> ExecuteAsync<T>(Func<StoreSession, Task<T>> command, CancellationToken cancellationToken) =>
        store.ExecuteAsync(command, cancellationToken);
}
