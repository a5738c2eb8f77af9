using System.Data.Common;
using System.Reflection;
using DbUp.Builder;
using DbUp.Engine.Output;

namespace PicoClaw.Storage.Migrations;

/// <summary>
/// Runs the embedded scripts of this assembly and of the service, each once, each in a transaction: those under Migrations and those under Migrations/dialect.
/// </summary>
internal static class Migrator
{
    /// <summary>In place of a dialect: a database without lanes, which has the scripts of this folder alone.</summary>
    public const string Blobs = "Blobs";

    public static void Run(UpgradeEngineBuilder database, string dialect, Assembly service)
    {
        var result = database
            .WithScriptsEmbeddedInAssemblies([.. new[] { typeof(Migrator).Assembly, service }.Distinct()], name => IsFor(dialect, name))
            .WithFilter(new ScriptNames())
            .WithScriptSorter(scripts => scripts.OrderBy(script => ScriptNames.Of(script.Name), StringComparer.Ordinal))
            .WithVariablesDisabled()
            .WithTransactionPerScript()
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
        {
            throw result.Error is DbException away
                ? away
                : new IOException(
                    $"The database could not be brought up to date by {result.ErrorScript?.Name}: {result.Error.Message}", result.Error);
        }
    }

    // "PicoClaw.Agent.Storage.Migrations.1001_conversations.sql" is for all databases, "….Migrations.Postgres.0000_now_ms.sql" for one.
    private static bool IsFor(string dialect, string resource) => resource.Split('.') switch
    {
        [.., "Migrations", _, "sql"] => dialect != Blobs,
        [.., "Migrations", var folder, _, "sql"] => folder == dialect,
        _ => false,
    };
}
