using System.Diagnostics;
using Npgsql;

namespace PicoClaw.Storage.Postgres;

/// <summary>Opens all connections, so that they are traced alike.</summary>
internal static class PostgresSource
{
    /// <summary>Statements are traced only within a message: sweeps, renewals and other housekeeping would flood a collector.</summary>
    public static NpgsqlDataSource Open(string connection)
    {
        var builder = new NpgsqlDataSourceBuilder(connection);
        builder.ConfigureTracing(tracing => tracing
            .ConfigureCommandFilter(_ => Activity.Current is not null)
            .ConfigureBatchFilter(_ => Activity.Current is not null)
            .EnablePhysicalOpenTracing(false));
        return builder.Build();
    }
}
