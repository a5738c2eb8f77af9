using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Load;

/// <summary>The stores of the services, read from outside.</summary>
internal static class Database
{
    /// <param name="address">A postgres:// address, as the services get it.</param>
    /// <param name="schema">Where tables are looked for.</param>
    public static async Task<DbConnection> OpenAsync(string address, string schema = "public")
    {
        var uri = new Uri(address);
        var user = uri.UserInfo.Split(':', 2);
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port,
            Database = uri.AbsolutePath.TrimStart('/'),
            Username = user[0],
            Password = Uri.UnescapeDataString(user[1]),
            SearchPath = schema,
            Pooling = false,
        }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public static async Task<DbConnection> OpenFileAsync(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    public static async Task<IReadOnlyList<T>> ReadAsync<T>(this DbConnection connection, string sql, Func<DbDataReader, T> row)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    public static async Task<long> CountAsync(this DbConnection connection, string fromWhere) =>
        (await connection.ReadAsync($"SELECT COUNT(*) FROM {fromWhere}", row => row.GetInt64(0)))[0];
}
