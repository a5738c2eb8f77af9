using System.Globalization;
using Benchmarks.Pipeline.Floor;
using Harness.Processes;
using Npgsql;

namespace Benchmarks.Pipeline;

/// <summary>Statements and transactions that PostgreSQL has run.</summary>
internal sealed class StoreCounts(NpgsqlDataSource source) : IAsyncDisposable
{
    // Statements are counted by an extension that a server loads at start.
    public static async Task<StoreCounts> StartAsync(Server postgres)
    {
        await using (var first = NpgsqlDataSource.Create(FloorStore.Connection(postgres.Address)))
        {
            await ExecuteAsync(first, "ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
        }

        await postgres.KillAsync();
        await postgres.StartAgainAsync();
        var source = NpgsqlDataSource.Create(FloorStore.Connection(postgres.Address));
        await ExecuteAsync(source, "CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        return new StoreCounts(source);
    }

    public async Task<(long Statements, long Transactions)> ReadAsync()
    {
        await using var command = source.CreateCommand(
            """
            SELECT (SELECT coalesce(sum(calls), 0)::bigint FROM pg_stat_statements),
                   (SELECT sum(xact_commit)::bigint FROM pg_stat_database WHERE datname = current_database())
            """);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>The statements that ran most often, with their calls a message and their mean time.</summary>
    public async Task<IReadOnlyList<string>> MostAsync(int messages)
    {
        await using var command = source.CreateCommand(
            "SELECT calls, mean_exec_time, regexp_replace(query, '\\s+', ' ', 'g') FROM pg_stat_statements ORDER BY calls DESC LIMIT 60");
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
        {
            var query = reader.GetString(2);
            rows.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{(double)reader.GetInt64(0) / messages,6:0.00} {reader.GetDouble(1),8:0.000} ms  {query[..Math.Min(query.Length, 140)]}"));
        }

        return rows;
    }

    public Task ResetAsync() => ExecuteAsync(source, "SELECT pg_stat_statements_reset()");

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
