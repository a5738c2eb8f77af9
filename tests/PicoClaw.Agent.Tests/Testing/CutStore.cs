using PicoClaw.Storage;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>
/// A replica's way to the store that is cut at one of its steps, as by kill -9: before a transaction, within it, or after its commit. Nothing that the
/// replica does later reaches the store.
/// </summary>
internal sealed class CutStore(IStore store) : IStore
{
    private int _stepsLeft = int.MaxValue;

    public string? Fault => store.Fault;

    public bool IsCut => Volatile.Read(ref _stepsLeft) < 0;

    /// <summary>Cuts after so many more steps.</summary>
    public void CutAfter(int steps) => Volatile.Write(ref _stepsLeft, steps);

    public Task MigrateAsync(CancellationToken cancellationToken) => store.MigrateAsync(cancellationToken);

    public async Task<T> WriteAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken)
    {
        Step();
        var result = await store.WriteAsync(
            async session =>
            {
                var inner = await work(session);
                Step();
                return inner;
            },
            cancellationToken);
        Step();
        return result;
    }

    public Task<T> ExecuteAsync<T>(Func<StoreSession, Task<T>> command, CancellationToken cancellationToken) => WriteAsync(command, cancellationToken);

    public Task<T> ReadAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken) => QueryAsync(work, cancellationToken);

    public async Task<T> QueryAsync<T>(Func<StoreSession, Task<T>> statement, CancellationToken cancellationToken)
    {
        Step();
        var result = await store.QueryAsync(statement, cancellationToken);
        Step();
        return result;
    }

    private void Step()
    {
        if (Interlocked.Decrement(ref _stepsLeft) < 0)
        {
            throw new CutException();
        }
    }
}
