using Npgsql;
using PicoClaw.Storage.Postgres;

namespace PicoClaw.Storage.Probing;

/// <summary>Connects once to the database that the services share.</summary>
internal static class PostgresProbe
{
    private const string Where = "\"store\" (and store_password) in config.json, PICOCLAW_STORE or ConnectionStrings__store";

    // Each service creates its schema at its first start; later the right to use it is enough.
    private const string Rights =
        """
        SELECT current_setting('transaction_read_only') = 'on',
            has_database_privilege(current_database(), 'CREATE')
                OR (SELECT count(*) FROM pg_namespace WHERE nspname IN ('agent', 'egress') AND has_schema_privilege(oid, 'CREATE')) = 2,
            current_user
        """;

    public static async Task<StoreProbeResult> LookAsync(PostgresAddress address, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnectionStringBuilder(address.Impatient);
        var shown = $"PostgreSQL {connection.Host}:{connection.Port}/{connection.Database}";
        try
        {
            await using var source = PostgresSource.Open(address.Impatient);
            await using var command = source.CreateCommand(Rights);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            return reader.GetBoolean(0)
                ? new StoreProbeResult($"{shown} is read-only: a standby, perhaps", $"Write the address of the primary server: {Where}.")
                : reader.GetBoolean(1)
                    ? new StoreProbeResult(shown)
                    : new StoreProbeResult(
                        $"{shown}: this user may not create the tables",
                        $"Run there as its owner: GRANT CREATE ON DATABASE \"{connection.Database}\" TO \"{reader.GetString(2)}\".");
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return new StoreProbeResult(
                $"{shown}: there is no such database",
                $"Create it (CREATE DATABASE \"{connection.Database}\" OWNER \"{connection.Username}\"), or correct its name: {Where}.");
        }
        catch (PostgresException exception) when (exception.SqlState.StartsWith("28", StringComparison.Ordinal))
        {
            return new StoreProbeResult($"{shown} refuses user or password ({exception.MessageText})", $"Correct them in {Where}.");
        }
        catch (NpgsqlException exception)
        {
            return new StoreProbeResult(
                $"{shown} cannot be used ({PostgresErrors.Describe(exception).ReplaceLineEndings(" ").TrimEnd('.')})",
                $"Start PostgreSQL and look at its log, or correct host and port in {Where}.");
        }
    }
}
