using Npgsql;

namespace Benchmarks.Pipeline.Floor;

/// <summary>One durable commit a call, prepared.</summary>
internal sealed class FloorStore(NpgsqlDataSource source)
{
    public static FloorStore Open(string address) => new(NpgsqlDataSource.Create(Connection(address)));

    public static async Task CreateAsync(string address)
    {
        await using var source = NpgsqlDataSource.Create(Connection(address));
        await using var command = source.CreateCommand(
            """
            CREATE SCHEMA IF NOT EXISTS floor;
            CREATE TABLE IF NOT EXISTS floor.mailbox (id text PRIMARY KEY, body text NOT NULL);
            CREATE TABLE IF NOT EXISTS floor.turn (id text PRIMARY KEY, status text NOT NULL, reply text);
            CREATE TABLE IF NOT EXISTS floor.outbox (id text PRIMARY KEY, status text NOT NULL, body text NOT NULL);
            """);
        await command.ExecuteNonQueryAsync();
    }

    public static string Connection(string address)
    {
        var uri = new Uri(address);
        var user = uri.UserInfo.Split(':', 2);
        return new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port,
            Database = uri.AbsolutePath.TrimStart('/'),
            Username = user[0],
            Password = user[1],
            MaxAutoPrepare = 20,
            AutoPrepareMinUsages = 1,
        }.ConnectionString;
    }

    public async Task CommitAsync(string sql, params string[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        }

        await command.ExecuteNonQueryAsync();
    }
}
