namespace PicoClaw.Storage;

/// <summary>A service's database. Calls wait for a store that is away (locked, full, unreachable): they return late rather than fail.</summary>
public interface IStore
{
    /// <summary>Creates the database where it is missing and brings its tables up to date.</summary>
    Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction and commits it. It may run more than once when the store was away, so it must have no other effects.
    /// </summary>
    Task<T> WriteAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="command"/>, a single one, as a transaction of its own: all of it or nothing, in one round trip. The session does not
    /// pass on the caller's token, who would not know whether a cancelled commit had happened.
    /// </summary>
    Task<T> ExecuteAsync<T>(Func<StoreSession, Task<T>> command, CancellationToken cancellationToken);

    /// <summary>
    /// The same for a change that means nothing once the processes that use the store are gone, such as a lease. A store that ends with its
    /// process does not wait for the disk: a crash of the machine may undo the change, but only with all that was committed after it.
    /// </summary>
    Task<T> ExecuteTransientAsync<T>(Func<StoreSession, Task<T>> command, CancellationToken cancellationToken) => ExecuteAsync(command, cancellationToken);

    /// <summary>Runs <paramref name="work"/> on one consistent snapshot.</summary>
    Task<T> ReadAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Runs <paramref name="statement"/>, a single one that only reads: it is a snapshot by itself, so it costs no transaction.</summary>
    Task<T> QueryAsync<T>(Func<StoreSession, Task<T>> statement, CancellationToken cancellationToken);

    /// <summary>Why the store is away, or null while it answers.</summary>
    string? Fault { get; }
}
