using System.Data.Common;
using Dapper;

namespace PicoClaw.Storage;

/// <summary>SQL within one transaction, or a single command without one; the same SQL for every database.</summary>
public sealed class StoreSession
{
    private readonly DbConnection _connection;
    private readonly DbTransaction? _transaction;
    private readonly CancellationToken _cancellationToken;
    private readonly string? _commit;
    private bool _isUsed;
    private bool _isLast;

    /// <param name="transaction">Where the commands run.</param>
    /// <param name="commit">What commits the transaction together with its last command; null: that takes a step of its own.</param>
    /// <param name="cancellationToken">Ends the commands.</param>
    internal StoreSession(DbTransaction transaction, string? commit, CancellationToken cancellationToken)
    {
        _connection = transaction.Connection!;
        _transaction = transaction;
        _commit = commit;
        _cancellationToken = cancellationToken;
    }

    /// <summary>For one command.</summary>
    internal StoreSession(DbConnection connection, CancellationToken cancellationToken)
    {
        _connection = connection;
        _cancellationToken = cancellationToken;
    }

    /// <summary>True once the last command took the transaction's commit along.</summary>
    internal bool IsCommitted { get; private set; }

    /// <summary>
    /// The next command is the transaction's last one, which is committed in the same round trip where the database can do that: its results
    /// are too late to undo anything.
    /// </summary>
    public StoreSession Last()
    {
        _isLast = true;
        return this;
    }

    public Task<int> ExecuteAsync(string sql, object? parameters = null) => _connection.ExecuteAsync(Command(sql, parameters));

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        (await _connection.QueryAsync<T>(Command(sql, parameters))).AsList();

    public Task<T?> FirstOrDefaultAsync<T>(string sql, object? parameters = null) =>
        _connection.QueryFirstOrDefaultAsync<T>(Command(sql, parameters));

    /// <summary>
    /// Several statements, separated by semicolons, in one round trip. Each sees what was committed before it began. All of them run before
    /// <paramref name="read"/> does. What has to hold is a statement, <c>SELECT require(condition, 'the rows are as they were')</c>, with a
    /// row of its own: if it does not, nothing is left of the transaction.
    /// </summary>
    /// <exception cref="RequirementException">What was required was not so.</exception>
    public async Task<T> BatchAsync<T>(string sql, object parameters, Func<StoreResults, Task<T>> read)
    {
        try
        {
            await using var reader = await _connection.QueryMultipleAsync(Command(sql, parameters));
            var results = new StoreResults(reader);
            try
            {
                return await read(results);
            }
            catch (DbException)
            {
                results.Fail();
                throw;
            }
            finally
            {
                await results.SkipRestAsync();
            }
        }
        catch (DbException exception) when (RequirementException.Of(exception) is { } failed)
        {
            throw failed;
        }
    }

    private CommandDefinition Command(string sql, object? parameters)
    {
        if (_transaction is null && _isUsed)
        {
            throw new InvalidOperationException(
                $"{nameof(IStore.QueryAsync)} and {nameof(IStore.ExecuteAsync)} run one command. Take a transaction for several, or a batch.");
        }

        if (IsCommitted)
        {
            throw new InvalidOperationException($"The transaction ended with the command after {nameof(Last)}.");
        }

        _isUsed = true;
        IsCommitted = _isLast && _commit is not null;

        // Not cancelled: a cancelled commit may have happened, and its caller would think that it had not.
        return IsCommitted
            ? new CommandDefinition($"{sql.TrimEnd(' ', '\n', ';')};\n{_commit}", parameters, _transaction, cancellationToken: CancellationToken.None)
            : new CommandDefinition(sql, parameters, _transaction, cancellationToken: _cancellationToken);
    }
}
