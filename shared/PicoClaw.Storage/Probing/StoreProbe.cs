using PicoClaw.Storage.Postgres;

namespace PicoClaw.Storage.Probing;

/// <summary>Looks whether the services could use their store, without creating, migrating or locking anything.</summary>
public static class StoreProbe
{
    public static Task<StoreProbeResult> LookAsync(StoreOptions options, CancellationToken cancellationToken)
    {
        if (options.Postgres is not { Length: > 0 } address)
        {
            return Task.FromResult(FolderProbe.Look(options.Directory));
        }

        return PostgresAddress.TryParse(address, "public") is { } server
            ? PostgresProbe.LookAsync(server, cancellationToken)
            : Task.FromResult(new StoreProbeResult(
                "store is not the address of a PostgreSQL database", "Write store as postgres://user:password@host:5432/database."));
    }
}
