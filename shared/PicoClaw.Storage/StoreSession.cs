using System.Data.Common;
using Dapper;

namespace PicoClaw.Storage;

/// <summary>SQL within one transaction; the same SQL for every database.</summary>
public sealed class StoreSession
{
    private readonly DbTransaction _transaction;
    private readonly CancellationToken _cancellationToken;

    internal StoreSession(DbTransaction transaction, CancellationToken cancellationToken)
    {
        _transaction = transaction;
        _cancellationToken = cancellationToken;
    }

    public Task<int> ExecuteAsync(string sql, object? parameters = null) => Connection.ExecuteAsync(Command(sql, parameters));

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        (await Connection.QueryAsync<T>(Command(sql, parameters))).AsList();

    public Task<T?> FirstOrDefaultAsync<T>(string sql, object? parameters = null) =>
        Connection.QueryFirstOrDefaultAsync<T>(Command(sql, parameters));

    private DbConnection Connection => _transaction.Connection!;

    private CommandDefinition Command(string sql, object? parameters) =>
        new(sql, parameters, _transaction, cancellationToken: _cancellationToken);
}
