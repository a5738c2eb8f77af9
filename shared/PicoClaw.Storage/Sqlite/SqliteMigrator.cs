using System.Reflection;
using DbUp;
using DbUp.Engine.Output;

namespace PicoClaw.Storage.Sqlite;

/// <summary>Runs the embedded scripts of this assembly and of the service, each once, each in a transaction.</summary>
internal static class SqliteMigrator
{
    public static void Run(string connectionString, Assembly service)
    {
        var result = DeployChanges.To
            .SqliteDatabase(connectionString)
            .WithScriptsEmbeddedInAssemblies([typeof(SqliteMigrator).Assembly, service], name => name.Contains(".Migrations.Sqlite.", StringComparison.Ordinal))
            .WithScriptSorter(scripts => scripts.OrderBy(script => FileName(script.Name), StringComparer.Ordinal))
            .WithTransactionPerScript()
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
        {
            throw result.Error is Microsoft.Data.Sqlite.SqliteException sqlite
                ? sqlite
                : new IOException($"The database could not be brought up to date by {result.ErrorScript?.Name}: {result.Error.Message}", result.Error);
        }
    }

    // Of "PicoClaw.Agent.Storage.Migrations.Sqlite.1001_conversations.sql" the number counts, not whose script it is.
    private static string FileName(string resource) => resource.Split('.')[^2];
}
