using Harness.Agents;
using Npgsql;
using PicoClaw.Tests.Postgres;

namespace EndToEnd.Tests.Agents;

/// <summary>The agent's schema, read from outside.</summary>
internal sealed class AgentStore(TestPostgres database) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(TestPostgres.ConnectionString(database.Address));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task<IReadOnlyList<StoredMessage>> MessagesAsync()
    {
        var messages = new List<StoredMessage>();
        await using var command = _source.CreateCommand(
            """
            SELECT body, turn.turn_id, status, ended_at
            FROM agent.mailbox LEFT JOIN agent.turn ON turn.turn_id = mailbox.turn_id
            """);
        await using var rows = await command.ExecuteReaderAsync(Cancel);
        while (await rows.ReadAsync(Cancel))
        {
            messages.Add(new StoredMessage(
                Token.In(rows.GetString(0)).Distinct().Single(),
                rows.IsDBNull(1) ? null : rows.GetString(1),
                rows.IsDBNull(2) ? null : rows.GetString(2),
                rows.IsDBNull(3) ? null : DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(3))));
        }

        return messages;
    }

    public async Task<long> CountAsync(string fromWhere)
    {
        await using var command = _source.CreateCommand($"SELECT count(*) FROM {fromWhere}");
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }

    /// <summary>Waits until a query has a row.</summary>
    public async Task UntilAsync(string fromWhere)
    {
        while (await CountAsync(fromWhere) == 0)
        {
            await Task.Delay(20, Cancel);
        }
    }

    /// <summary>Waits until a statement waits for a lock.</summary>
    public Task BlockedAsync(string statement) =>
        UntilAsync($"pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '{statement}' AND datname = current_database()");

    /// <summary>Begins a transaction of the test that keeps its locks until it is disposed.</summary>
    public async Task<HeldTransaction> BeginAsync(string sql)
    {
        var connection = await _source.OpenConnectionAsync(Cancel);
        var transaction = await connection.BeginTransactionAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        await command.ExecuteNonQueryAsync(Cancel);
        return new HeldTransaction(connection, transaction);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
