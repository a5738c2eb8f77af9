using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Reflection;
using DbUp;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using PicoClaw.Storage.Migrations;

namespace PicoClaw.Storage.Sqlite;

/// <summary>
/// One writer connection behind a semaphore, readers beside it (WAL). A commit is on disk before it returns (synchronous FULL), and with it all
/// before it; a transient one goes there with the next (NORMAL).
/// </summary>
internal sealed class SqliteStore(string path, Assembly migrations, TimeProvider time, ILogger<SqliteStore> logger) : IStore, IAsyncDisposable
{
    private const string Durable = "FULL";
    private const string Transient = "NORMAL";

    private readonly StoreRetry _retry = new(path, IsAway, exception => exception.Message, time, logger);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ConcurrentBag<SqliteConnection> _readers = [];

    // Not pooled by the driver: it would return a connection that an I/O error broke, and each time that it opens one, the functions are registered again.
    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        DefaultTimeout = 1,
        Pooling = false,
    }.ToString();

    private ProcessLock? _lock;
    private SqliteConnection? _writer;
    private string _synchronous = Durable;

    public string? Fault => _retry.Fault;

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        PrivateFiles.CreateFolder(Path.GetDirectoryName(path)!);
        _lock ??= ProcessLock.Take(path + ".lock");
        PrivateFiles.PrepareDatabase(path);
        await _retry.WriteAsync(
            () =>
            {
                Migrator.Run(DeployChanges.To.SqliteDatabase(_connectionString), "Sqlite", migrations);
                return Task.FromResult(true);
            },
            cancellationToken);

        // The lock proves that no other process is here: every holder is dead, and times written while the clock ran ahead do not count.
        await this.WriteAsync(
            session => session.ExecuteAsync(
                "UPDATE lane SET owner = NULL, presence = NULL, lease_until = now_ms() WHERE owner IS NOT NULL OR lease_until > now_ms()"),
            cancellationToken);
    }

    public Task<T> WriteAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken) => WriteAsync(Durable, work, cancellationToken);

    public Task<T> ExecuteAsync<T>(Func<StoreSession, Task<T>> command, CancellationToken cancellationToken) => WriteAsync(Durable, command, cancellationToken);

    public Task<T> ExecuteTransientAsync<T>(Func<StoreSession, Task<T>> command, CancellationToken cancellationToken) =>
        WriteAsync(Transient, command, cancellationToken);

    public Task<T> ReadAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken) =>
        ReadOnceAsync(connection => RunAsync(connection, deferred: true, work, cancellationToken), cancellationToken);

    public Task<T> QueryAsync<T>(Func<StoreSession, Task<T>> statement, CancellationToken cancellationToken) =>
        ReadOnceAsync(connection => statement(new StoreSession(connection, cancellationToken)), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_writer is { } writer)
        {
            await writer.DisposeAsync();
        }

        while (_readers.TryTake(out var reader))
        {
            await reader.DisposeAsync();
        }

        _lock?.Dispose();
        _writing.Dispose();
    }

    // As many connections as there are reads at a time, kept for the next ones; one whose read failed is not used again.
    private Task<T> ReadOnceAsync<T>(Func<SqliteConnection, Task<T>> read, CancellationToken cancellationToken) =>
        _retry.ReadAsync(
            async () =>
            {
                var reader = _readers.TryTake(out var idle) ? idle : Open();
                try
                {
                    var result = await read(reader);
                    _readers.Add(reader);
                    return result;
                }
                catch
                {
                    await reader.DisposeAsync();
                    throw;
                }
            },
            cancellationToken);

    private async Task<T> WriteAsync<T>(string synchronous, Func<StoreSession, Task<T>> work, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            return await _retry.WriteAsync(() => WriteOnceAsync(synchronous, work, cancellationToken), cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task<T> WriteOnceAsync<T>(string synchronous, Func<StoreSession, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(Writer(synchronous), deferred: false, work, cancellationToken);
        }
        catch (SqliteException exception)
        {
            // After an I/O error the connection may be unusable; a fresh one costs little.
            _writer?.Dispose();
            _writer = null;
            if (IsContent(exception))
            {
                throw new ContentRefusedException(exception.Message, exception);
            }

            throw;
        }
    }

    private SqliteConnection Writer(string synchronous)
    {
        if (_writer is null)
        {
            (_writer, _synchronous) = (Open(), Durable);
        }

        if (_synchronous != synchronous)
        {
            Execute(_writer, $"PRAGMA synchronous={synchronous}");
            _synchronous = synchronous;
        }

        return _writer;
    }

    private static async Task<T> RunAsync<T>(
        SqliteConnection connection, bool deferred, Func<StoreSession, Task<T>> work, CancellationToken cancellationToken)
    {
        // Not deferred = BEGIN IMMEDIATE: a writer never learns at its first update that another one was faster.
        await using var transaction = connection.BeginTransaction(IsolationLevel.Serializable, deferred);
        var result = await work(new StoreSession(transaction, commit: null, cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    // BUSY, LOCKED, READONLY, IOERR, FULL and CANTOPEN pass when another program releases the file or makes room; anything else is a bug.
    private static bool IsAway(DbException exception) => exception is SqliteException { SqliteErrorCode: 5 or 6 or 8 or 10 or 13 or 14 };

    // TOOBIG is the only content that SQLite refuses.
    private static bool IsContent(SqliteException exception) => exception.SqliteErrorCode == 18;

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            connection.CreateFunction("now_ms", () => time.GetUtcNow().ToUnixTimeMilliseconds());

            // BEGIN IMMEDIATE excludes every other writer already.
            connection.CreateFunction("share_fence", (string key) => key);

            // One process has the store, so the holder of a lane is here.
            connection.CreateFunction("is_gone", (long presence) => false);
            connection.CreateFunction("take_fence", (string key) => key);
            connection.CreateFunction<bool?, string, string?>("require", RequirementException.Check);
            Execute(connection, $"PRAGMA journal_mode=WAL; PRAGMA synchronous={Durable}; PRAGMA foreign_keys=ON;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Execute(SqliteConnection connection, string pragma)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = pragma;
        command.ExecuteNonQuery();
    }
}
