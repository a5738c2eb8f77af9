using Harness.Processes;
using Npgsql;

namespace Benchmarks.Growth;

/// <summary>EXPLAIN (ANALYZE, BUFFERS) of the statements that the product sends, as PostgreSQL's auto_explain writes it to the server's log.</summary>
internal sealed class Plans(Server postgres, NpgsqlDataSource source, string path)
{
    // A statement may have a large text in it.
    private const int LongestLine = 400;

    private static readonly TimeSpan Reload = TimeSpan.FromMilliseconds(500);

    private string Log => Path.Combine(postgres.Folder!, "data", "log");

    /// <summary>Restarts the server so that it can explain, and so that nothing but this run collects statistics.</summary>
    public static async Task PrepareAsync(Server postgres, NpgsqlDataSource source)
    {
        foreach (var setting in new[] { "shared_preload_libraries = 'auto_explain'", "autovacuum = off", "max_wal_size = '8GB'" })
        {
            await ExecuteAsync(source, $"ALTER SYSTEM SET {setting}");
        }

        source.Clear();
        await postgres.KillAsync();
        await postgres.StartAgainAsync();
        foreach (var setting in new[] { "log_analyze = on", "log_buffers = on", "log_nested_statements = off" })
        {
            await ExecuteAsync(source, $"ALTER SYSTEM SET auto_explain.{setting}");
        }
    }

    public async Task WriteAsync(string state, IEnumerable<Measure> measures)
    {
        await SetAsync("0");
        foreach (var measure in measures)
        {
            var seen = new FileInfo(Log).Length;
            await measure.Run(1, new());
            await Task.Delay(Reload, TimeProvider.System);
            await File.AppendAllLinesAsync(path, [$"=== {measure.Name}, {state}", .. Since(seen), ""]);
        }

        await SetAsync("-1");
    }

    private IEnumerable<string> Since(long seen)
    {
        using var log = new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Position = seen;
        using var reader = new StreamReader(log);
        return [.. reader.ReadToEnd().Split('\n').Select(line => line.Length > LongestLine ? line[..LongestLine] + "…" : line)];
    }

    private async Task SetAsync(string least)
    {
        await ExecuteAsync(source, $"ALTER SYSTEM SET auto_explain.log_min_duration = {least}");
        await ExecuteAsync(source, "SELECT pg_reload_conf()");
        await Task.Delay(Reload, TimeProvider.System);
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
