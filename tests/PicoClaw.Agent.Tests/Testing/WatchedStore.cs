using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>Counts the transactions that a store is asked for, and lets something happen before its queries and writes.</summary>
internal sealed class WatchedStore(IStore store) : IStore, IAsyncDisposable
{
    private int _transactions;
    private Func<IStore, Task>? _beforeWrite;

    /// <summary>Watches the agent's store.</summary>
    public static void Use(IServiceCollection services)
    {
        var watched = services.Last(one => one.ServiceType == typeof(IStore) && Equals(one.ServiceKey, AgentService.Name));
        services.AddKeyedSingleton<IStore>(
            AgentService.Name, (provider, key) => new WatchedStore((IStore)watched.KeyedImplementationFactory!(provider, key)));
    }

    public Func<IStore, Task> BeforeQuery { get; set; } = _ => Task.CompletedTask;

    public void BeforeNextWrite(Func<IStore, Task> happens) => Volatile.Write(ref _beforeWrite, happens);

    public int Transactions => Volatile.Read(ref _transactions);

    public void Forget() => Volatile.Write(ref _transactions, 0);

    public string? Fault => store.Fault;

    public Task MigrateAsync(CancellationToken cancellationToken) => store.MigrateAsync(cancellationToken);

    public async Task<T> WriteAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _transactions);
        await (Interlocked.Exchange(ref _beforeWrite, null)?.Invoke(store) ?? Task.CompletedTask);
        return await store.WriteAsync(work, cancellationToken);
    }

    public Task<T> ExecuteAsync<T>(Func<StoreSession, Task<T>> command, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _transactions);
        return store.ExecuteAsync(command, cancellationToken);
    }

    public Task<T> ReadAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _transactions);
        return store.ReadAsync(work, cancellationToken);
    }

    public async Task<T> QueryAsync<T>(Func<StoreSession, Task<T>> statement, CancellationToken cancellationToken)
    {
        await BeforeQuery(store);
        return await store.QueryAsync(statement, cancellationToken);
    }

    public ValueTask DisposeAsync() => ((IAsyncDisposable)store).DisposeAsync();
}
