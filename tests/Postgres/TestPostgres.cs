using Npgsql;

namespace PicoClaw.Tests.Postgres;

/// <summary>An empty database for one test, dropped after it.</summary>
internal sealed class TestPostgres : IAsyncDisposable
{
    private readonly string _name = $"test_{Guid.NewGuid():N}";
    private bool _exists;

    public static string Server => Environment.GetEnvironmentVariable("PICOCLAW_TEST_POSTGRES")
        ?? throw new InvalidOperationException(
            "Set PICOCLAW_TEST_POSTGRES to the postgres:// address of a PostgreSQL server whose user may create databases, "
            + "or run eng/test.sh, which starts one.");

    /// <summary>In the form of PICOCLAW_STORE.</summary>
    public string Address => new UriBuilder(Server) { Path = _name }.Uri.OriginalString;

    public async Task EnsureAsync()
    {
        if (!_exists)
        {
            await ExecuteAsync($"CREATE DATABASE {_name}");
            _exists = true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_exists)
        {
            await ExecuteAsync($"DROP DATABASE {_name} WITH (FORCE)");
        }
    }

    /// <summary>Runs SQL outside the store, as an administrator would.</summary>
    public static async Task<object?> ExecuteAsync(string sql, string? address = null)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(address ?? Server));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The address in Npgsql's form.</summary>
    public static string ConnectionString(string address)
    {
        var uri = new Uri(address);
        var user = uri.UserInfo.Split(':', 2);
        return new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = uri.AbsolutePath.TrimStart('/'),
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            Pooling = false,
        }.ConnectionString;
    }
}
