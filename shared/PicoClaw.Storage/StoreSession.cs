using System.Data.Common;
using Dapper;

namespace PicoClaw.Storage;

/// <summary>SQL within one transaction, or a single command without one; the same SQL for every database.</summary>
public sealed class StoreSession
{
    private readonly DbConnection _connection;
    private readonly DbTransaction? _transaction;
    private readonly CancellationToken _cancellationToken;
    private bool _isUsed;

    internal StoreSession(DbTransaction transaction, CancellationToken cancellationToken)
    {
        _connection = transaction.Connection!;
        _transaction = transaction;
        _cancellationToken = cancellationToken;
    }

    /// <summary>For one command.</summary>
    internal StoreSession(DbConnection connection, CancellationToken cancellationToken)
    {
        _connection = connection;
        _cancellationToken = cancellationToken;
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
            await using var results = await _connection.QueryMultipleAsync(Command(sql, parameters));
            return await read(new StoreResults(results));
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

        _isUsed = true;
        return new CommandDefinition(sql, parameters, _transaction, cancellationToken: _cancellationToken);
    }
}
