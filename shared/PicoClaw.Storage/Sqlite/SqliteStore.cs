using System.Data;
using System.Data.Common;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace PicoClaw.Storage.Sqlite;

/// <summary>One writer connection behind a semaphore, readers beside it (WAL), every commit on disk before it returns (synchronous FULL).</summary>
internal sealed class SqliteStore(string path, Assembly migrations, TimeProvider time, ILogger<SqliteStore> logger) : IStore, IAsyncDisposable
{
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        DefaultTimeout = 1,
    }.ToString();

    // Not pooled: after an I/O error a connection from the pool would be the same broken one.
    private readonly string _writerString = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        DefaultTimeout = 1,
        Pooling = false,
    }.ToString();

    private readonly StoreFault _writeFault = new();
    private readonly StoreFault _readFault = new();
    private ProcessLock? _lock;
    private SqliteConnection? _writer;

    // Reads may well succeed while no write does, so a write's fault is ended by a write only.
    public string? Fault => _writeFault.Reason ?? _readFault.Reason;

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _lock ??= ProcessLock.Take(path + ".lock");
        await WaitingForStore(
            _writeFault,
            () =>
            {
                SqliteMigrator.Run(_connectionString, migrations);
                return Task.FromResult(true);
            },
            cancellationToken);

        // The lock says that no other process is here, so whoever holds a lease is dead and nobody need wait for its end.
        await this.WriteAsync(session => session.ExecuteAsync("UPDATE lane SET owner = NULL, lease_until = now_ms() WHERE owner IS NOT NULL"), cancellationToken);
    }

    public async Task<T> WriteAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            return await WaitingForStore(_writeFault, () => WriteOnceAsync(work, cancellationToken), cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    public Task<T> ReadAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken) =>
        WaitingForStore(
            _readFault,
            async () =>
            {
                await using var connection = Open(_connectionString);
                return await RunAsync(connection, deferred: true, work, cancellationToken);
            },
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_writer is { } writer)
        {
            await writer.DisposeAsync();
        }

        SqliteConnection.ClearPool(new SqliteConnection(_connectionString));
        _lock?.Dispose();
        _writing.Dispose();
    }

    private async Task<T> WriteOnceAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(_writer ??= Open(_writerString), deferred: false, work, cancellationToken);
        }
        catch (SqliteException)
        {
            // After an I/O error the connection may be unusable; a fresh one costs little.
            _writer?.Dispose();
            _writer = null;
            throw;
        }
    }

    private static async Task<T> RunAsync<T>(SqliteConnection connection, bool deferred, Func<StoreSession, Task<T>> work, CancellationToken cancellationToken)
    {
        // Not deferred = BEGIN IMMEDIATE: a writer never finds out at its first update that another one was faster.
        await using var transaction = connection.BeginTransaction(IsolationLevel.Serializable, deferred);
        var result = await work(new StoreSession(transaction, cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private async Task<T> WaitingForStore<T>(StoreFault fault, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var result = await work();
                if (fault.Clear())
                {
                    Log.StoreBack(logger, path);
                }

                return result;
            }
            catch (SqliteException exception) when (IsAway(exception))
            {
                if (fault.Set(exception.Message))
                {
                    Log.StoreAway(logger, path, exception.Message);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(5000, 50 << Math.Min(attempt, 7))), time, cancellationToken);
            }
        }
    }

    // BUSY, LOCKED, READONLY, IOERR, FULL and CANTOPEN pass when somebody else lets go or makes room; everything else is a defect of ours.
    private static bool IsAway(SqliteException exception) => exception.SqliteErrorCode is 5 or 6 or 8 or 10 or 13 or 14;

    private SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            connection.CreateFunction("now_ms", () => time.GetUtcNow().ToUnixTimeMilliseconds());
            using DbCommand pragma = connection.CreateCommand();
            pragma.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";
            pragma.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
