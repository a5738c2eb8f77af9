using Npgsql;

namespace PicoClaw.Storage.Postgres;

/// <summary>The address of a service's schema, and how to connect to it.</summary>
internal sealed class PostgresAddress
{
    // The user's own connection string comes later and wins. A replica needs few connections, and all replicas share the server's hundred.
    // Sessions keep no state, so nothing has to be reset. Statements are few and repeat, so each connection prepares them.
    private const string Defaults =
        "Maximum Pool Size=20;Timeout=5;Command Timeout=20;No Reset On Close=true;Max Auto Prepare=200;Auto Prepare Min Usages=2;Application Name=picoclaw;";

    // A replica that is paused within a transaction keeps rows locked, and all others wait for it, intake first. Transactions here take milliseconds.
    // A command without BEGIN takes the default isolation, and a fence needs that each statement sees what was committed before it began.
    private const string Session = @"-c idle_in_transaction_session_timeout=3s -c default_transaction_isolation=read\ committed";

    private readonly NpgsqlConnectionStringBuilder _builder;

    private PostgresAddress(NpgsqlConnectionStringBuilder builder, string schema)
    {
        _builder = builder;
        Schema = schema;
    }

    public string Schema { get; }

    /// <summary>The schema as SQL writes it.</summary>
    public string QuotedSchema => $"\"{Schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public string Pooled => _builder.ConnectionString;

    /// <summary>For a connection that stays the same while it is open, and notices by itself when the server is gone.</summary>
    public string Lasting => new NpgsqlConnectionStringBuilder(Pooled) { Pooling = false, KeepAlive = 10 }.ConnectionString;

    /// <summary>For a connection that is given up as soon as it does not answer in time.</summary>
    public string Impatient => new NpgsqlConnectionStringBuilder(Pooled) { Pooling = false, Timeout = 2, CancellationTimeout = -1 }.ConnectionString;

    /// <summary>For people; without user and password.</summary>
    public override string ToString() => $"PostgreSQL {_builder.Host}:{_builder.Port}/{_builder.Database}, schema {Schema}";

    /// <summary>
    /// Null for anything but a postgres:// address or a connection string with host and database. The reason is not given: it may hold a password.
    /// </summary>
    public static PostgresAddress? TryParse(string address, string schema)
    {
        try
        {
            var builder = address.Contains("://", StringComparison.Ordinal)
                ? FromUri(new Uri(address))
                : new NpgsqlConnectionStringBuilder(Defaults + address);
            if (string.IsNullOrEmpty(builder.Host) || string.IsNullOrEmpty(builder.Database))
            {
                return null;
            }

            builder.SearchPath = schema;
            builder.Options = $"{Session} {builder.Options}".TrimEnd();
            return new PostgresAddress(builder, schema);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            return null;
        }
    }

    private static NpgsqlConnectionStringBuilder FromUri(Uri uri)
    {
        if (uri.Scheme is not ("postgres" or "postgresql"))
        {
            throw new FormatException();
        }

        var user = uri.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder(Defaults)
        {
            Host = uri.IdnHost,
            Port = uri.Port > 0 ? uri.Port : NpgsqlConnection.DefaultPort,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
            Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null,
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
        };
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            // libpq writes sslmode=verify-full and application_name=x where Npgsql writes SslMode=VerifyFull and Application Name=x.
            var (name, value) = pair.Split('=', 2) is [var left, var right]
                ? (left, Uri.UnescapeDataString(right))
                : throw new FormatException();
            builder[name.Replace('_', ' ')] = name == "sslmode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }

        return builder;
    }
}
