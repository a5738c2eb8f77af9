using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Harness.Processes;
using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent;
using PicoClaw.Agent.Housekeeping;
using PicoClaw.Egress;
using PicoClaw.Egress.Housekeeping;

namespace Benchmarks.Year;

/// <summary>
/// A year of 10,000 conversations, and a silent year after it, with the product's own retention after each five days: how many rows and
/// bytes are left. The rows are inserted as the services write them, since their own speed would take hours.
/// </summary>
internal static class YearBenchmark
{
    // Rows that wait for the next sweep, and the stores' own overhead, are in it.
    private const long MostBytes = 1_200_000_000;

    private const int StepDays = 5;
    private static readonly string[] AgentTables = ["lane", "conversation", "mailbox", "turn", "reply", "lost_start", "history", "model_usage", "malformed"];
    private static readonly string[] EgressTables = ["lane", "outbox", "large_body", "thread", "call", "api_month", "malformed"];

    public static async Task<int> RunAsync(string database, int conversations, int messagesEachStep)
    {
        // Every commit would wait for the disk; what is left does not depend on it.
        Environment.SetEnvironmentVariable("PG_FSYNC", "off");
        var folder = database == "sqlite" ? Directory.CreateTempSubdirectory("picoclaw-year-").FullName : null;
        await using var postgres = database == "postgres" ? await Server.StartPrivateAsync("postgres.sh") : null;
        var clock = new YearClock();
        await using var agent = await YearStore.OpenAsync("agent", postgres?.Address, folder, clock, services => services.AddAgent());
        await using var egress = await YearStore.OpenAsync("egress", postgres?.Address, folder, clock, services => services.AddEgress());
        var watch = Stopwatch.StartNew();
        var quarters = new List<Quarter>();
        for (var step = 1; step <= 2 * 365 / StepDays; step++)
        {
            if (step <= 365 / StepDays)
            {
                for (var message = 0; message < messagesEachStep; message++)
                {
                    await FillAsync(agent, egress, clock, conversations, ((step - 1) * messagesEachStep) + message + 1);
                }
            }

            clock.Advance(TimeSpan.FromDays(StepDays));
            await agent.SetClockAsync();
            await egress.SetClockAsync();
            var sweep = Stopwatch.StartNew();
            await agent.Services.GetRequiredService<Retention>().SweepAsync(CancellationToken.None);
            while (await egress.Services.GetRequiredService<OutboxCleaner>().CleanAsync(CancellationToken.None))
            {
            }

            await agent.VacuumAsync();
            await egress.VacuumAsync();
            if (step % (365 / StepDays / 4) == 0 && quarters.Count < 8)
            {
                quarters.Add(await Quarter.MeasureAsync(agent, AgentTables, egress, EgressTables, sweep.Elapsed));
                Console.Error.WriteLine($"{step * StepDays} days in {watch.Elapsed.TotalSeconds:0} s");
            }
        }

        Print(quarters);
        var most = quarters.Max(quarter => quarter.Bytes);
        var left = quarters[^1].Tables.Sum(table => table.Rows);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            run = "year",
            database,
            conversations,
            messages = 365 / StepDays * messagesEachStep * (long)conversations,
            mostBytes = most,
            limit = MostBytes,
            rowsAfterASilentYear = left,
            seconds = (int)watch.Elapsed.TotalSeconds,
        }));
        if (folder is not null)
        {
            Directory.Delete(folder, recursive: true);
        }

        return most <= MostBytes ? 0 : 1;
    }

    private static async Task FillAsync(YearStore agent, YearStore egress, YearClock clock, int count, int step)
    {
        var parameters = new
        {
            count,
            step,
            at = clock.Now.ToUnixTimeMilliseconds(),
            message = new string('m', 800),
            reply = new string('r', 1100),
            said = new string('s', 60),
            answer = new string('a', 300),
        };
        foreach (var sql in YearRows.Agent)
        {
            await agent.ExecuteAsync(sql, parameters);
        }

        foreach (var sql in YearRows.Egress)
        {
            await egress.ExecuteAsync(sql, parameters);
        }
    }

    private static void Print(IReadOnlyList<Quarter> quarters)
    {
        Console.WriteLine($"| table | {string.Join(" | ", quarters.Select((_, index) => index < 4 ? $"Q{index + 1}" : $"silent Q{index - 3}"))} |");
        Console.WriteLine($"|---|{string.Concat(quarters.Select(_ => "---:|"))}");
        foreach (var (row, table) in quarters[0].Tables.Index())
        {
            Console.WriteLine($"| {table.Name} | {string.Join(" | ", quarters.Select(quarter => Cell(quarter.Tables[row])))} |");
        }

        Console.WriteLine($"| all, MB | {string.Join(" | ", quarters.Select(quarter => Mega(quarter.Bytes)))} |");
        var sweeps = quarters.Select(quarter => quarter.Sweep.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture));
        Console.WriteLine($"| last sweep, s | {string.Join(" | ", sweeps)} |");
    }

    private static string Cell(TableSize table)
    {
        var rows = table.Rows.ToString("N0", CultureInfo.InvariantCulture);
        return table.Bytes == 0 ? rows : $"{rows} ({Mega(table.Bytes)} MB)";
    }

    private static string Mega(long bytes) => (bytes / 1e6).ToString("0", CultureInfo.InvariantCulture);
}
