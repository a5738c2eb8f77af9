using System.Data;
using System.Data.Common;
using System.Reflection;
using System.Text;
using DbUp;
using Microsoft.Extensions.Logging;
using Npgsql;
using PicoClaw.Storage.Migrations;

namespace PicoClaw.Storage.Postgres;

/// <summary>A schema of a PostgreSQL database that any number of replicas share.</summary>
internal sealed class PostgresStore : IStore, IAsyncDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    // The server and other replicas live by the real clock: a process whose clock stands still, as a test's does, would never ask again.
    private static readonly TimeProvider Time = TimeProvider.System;

    private readonly PostgresAddress _address;
    private readonly Assembly _migrations;
    private readonly string _scripts;
    private readonly NpgsqlDataSource _source;
    private readonly StoreRetry _retry;
    private bool _isOpen;

    public PostgresStore(PostgresAddress address, Assembly migrations, ILogger<PostgresStore> logger, string scripts = "Postgres")
    {
        _address = address;
        _migrations = migrations;
        _scripts = scripts;
        _source = PostgresSource.Open(address.Pooled);
        _retry = new StoreRetry(address.ToString(), IsAway, Describe, Time, logger);
    }

    public string? Fault => _retry.Fault;

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _retry.WriteAsync(() => MigrateOnceAsync(cancellationToken), cancellationToken);
        }
        catch (NpgsqlException exception) when (PostgresErrors.IsRefusal(exception))
        {
            throw new StoreRefusedException(
                $"{_address} cannot be used: {PostgresErrors.Describe(exception)}. {StoreOptions.WhereToLook}", exception);
        }
    }

    public Task<T> WriteAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken) =>
        _retry.WriteAsync(() => RunAsync(() => TransactAsync(IsolationLevel.ReadCommitted, work, cancellationToken), cancellationToken), cancellationToken);

    public Task<T> ReadAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken) =>
        _retry.ReadAsync(() => RunAsync(() => TransactAsync(IsolationLevel.RepeatableRead, work, cancellationToken), cancellationToken), cancellationToken);

    public Task<T> ExecuteAsync<T>(Func<StoreSession, Task<T>> command, CancellationToken cancellationToken) =>
        _retry.WriteAsync(
            () => RunAsync(() => CommandAsync(command, CancellationToken.None, cancellationToken), cancellationToken), cancellationToken);

    public Task<T> QueryAsync<T>(Func<StoreSession, Task<T>> statement, CancellationToken cancellationToken) =>
        _retry.ReadAsync(() => RunAsync(() => CommandAsync(statement, cancellationToken, cancellationToken), cancellationToken), cancellationToken);

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static async Task<T> RunAsync<T>(Func<Task<T>> run, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await run();
            }
            catch (PostgresException exception) when (PostgresErrors.IsConflict(exception))
            {
                // So that the two do not meet again.
                await Task.Delay(LongestPause * Random.Shared.NextDouble(), Time, cancellationToken);
            }
            catch (PostgresException exception) when (PostgresErrors.IsContent(exception))
            {
                throw new ContentRefusedException(PostgresErrors.Describe(exception), exception);
            }
            catch (EncoderFallbackException exception)
            {
                // The driver refuses half a surrogate pair.
                throw new ContentRefusedException(exception.Message, exception);
            }
        }
    }

    // Without a BEGIN the server makes one transaction of all that is sent together.
    private async Task<T> CommandAsync<T>(Func<StoreSession, Task<T>> command, CancellationToken running, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        return await command(new StoreSession(connection, running));
    }

    private async Task<T> TransactAsync<T>(IsolationLevel isolation, Func<StoreSession, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(isolation, cancellationToken);
        var session = new StoreSession(transaction, "COMMIT", cancellationToken);
        var result = await work(session);
        if (!session.IsCommitted)
        {
            // Not cancelled: a cancelled commit may have happened, and its caller would think that it had not.
            await transaction.CommitAsync(CancellationToken.None);
        }

        return result;
    }

    private async Task<bool> MigrateOnceAsync(CancellationToken cancellationToken)
    {
        // Replicas that start together migrate one after another; the lock ends with its connection, however that ends.
        await using var source = PostgresSource.Open(_address.Lasting);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using (var wait = Command(connection, "SELECT pg_advisory_lock(hashtextextended('picoclaw ' || $1, 0))"))
        {
            wait.CommandTimeout = 0;
            await wait.ExecuteNonQueryAsync(cancellationToken);
        }

        // Not IF NOT EXISTS: that needs the right to create a schema even where it exists.
        await using (var look = Command(connection, "SELECT count(*) FROM pg_namespace WHERE nspname = $1"))
        {
            if (await look.ExecuteScalarAsync(cancellationToken) is 0L)
            {
                await using var create = new NpgsqlCommand($"CREATE SCHEMA {_address.QuotedSchema}", connection);
                await create.ExecuteNonQueryAsync(cancellationToken);
            }
        }

        Migrator.Run(DeployChanges.To.PostgresqlDatabase(_address.Lasting, _address.Schema), _scripts, _migrations);
        _isOpen = true;
        return true;
    }

    private NpgsqlCommand Command(NpgsqlConnection connection, string sql) =>
        new(sql, connection) { Parameters = { new() { Value = _address.Schema } } };

    // Once the store has worked, a refusal means that the server is being changed, and passes like any other fault.
    private bool IsAway(DbException exception) => PostgresErrors.IsAway(exception) || (_isOpen && PostgresErrors.IsRefusal(exception));

    private string Describe(DbException exception)
    {
        // The other pooled connections have most likely died too, and each would cost a failed attempt.
        _source.Clear();
        var reason = PostgresErrors.Describe(exception);
        return _isOpen ? reason : $"{reason}. {StoreOptions.WhereToLook}";
    }
}
