using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using PicoClaw.Tests.Postgres;

namespace PicoClaw.Egress.Tests.Testing;

/// <summary>The place of one test's store.</summary>
internal sealed class TestPlace(bool onPostgres) : IAsyncDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("picoclaw-egress-").FullName;

    public TestPostgres? Postgres { get; } = onPostgres ? new() : null;

    /// <summary>Until it is disposed of, nothing that the lane guards can be written, as if the store were away.</summary>
    public async Task<IAsyncDisposable> LockAsync()
    {
        DbConnection connection = Postgres is { } database
            ? new NpgsqlConnection(TestPostgres.ConnectionString(database.Address) + ";Search Path=egress")
            : new SqliteConnection($"Data Source={System.IO.Path.Combine(Path, "egress.db")};Pooling=False;Default Timeout=20");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = Postgres is null ? "BEGIN IMMEDIATE" : "BEGIN; LOCK TABLE lane IN ACCESS EXCLUSIVE MODE";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await (Postgres?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(Path, recursive: true);
    }
}
