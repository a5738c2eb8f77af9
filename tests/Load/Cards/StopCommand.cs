using System.Globalization;
using Harness.Agents;
using Load.Systems;

namespace Load.Cards;

/// <summary>
/// stop [--each N]: how soon a turn ends when it is stopped on its card, by the link of its note, or by a word, and how soon somebody else is refused; over
/// three agents.
/// </summary>
internal static class StopCommand
{
    private const int ProgressAfterSeconds = 2;
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(1);
    private static readonly BotAccount With = new("with", "dingwith", "always");
    private static readonly BotAccount Without = new("without", "dingwithout", "off");

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var each = Options.Read(arguments, ["each"], []).Number("each", 10);
        await using var system = await BotSystem.StartSplitAsync(new SystemSetup
        {
            Agents = 3,
            Accounts = [With, Without],
            ProgressAfterSeconds = ProgressAfterSeconds,
            ModelTime = TimeSpan.Zero,
            Speech = Speech.Over(TimeSpan.FromMinutes(1), words: 600),
        });
        var stops = new Stops(system);
        var holds = true;
        Console.WriteLine("| stopped by | count | model, median | longest | shown, median | longest |\n|---|---:|---:|---:|---:|---:|");
        foreach (var (name, account, readyAsync) in new (string, BotAccount, Func<Token, string, CancellationToken, Task<Func<Task>>>)[]
        {
            ("its card", With, stops.OnCardAsync),
            ("the note's link", Without, stops.ByLinkAsync),
            ("a word, with a card", With, stops.ByWordAsync),
            ("a word, without", Without, stops.ByWordAtOnceAsync),
        })
        {
            var all = new List<(TimeSpan Model, TimeSpan Shown)>();

            // The first warms up the JIT.
            for (var number = 0; number <= each; number++)
            {
                if (await TryAsync(system, async () => ((TimeSpan, TimeSpan)?)await stops.StopAsync(account.ClientId, readyAsync)) is not { } stop)
                {
                    Console.WriteLine($"NOT MET: a turn was not stopped by {name} within a minute");
                    holds = false;
                    break;
                }

                all.AddRange(number == 0 ? [] : [stop]);
            }

            holds &= all.Count > 0 && Print(name, [.. all.Select(one => one.Model).Order()], [.. all.Select(one => one.Shown).Order()]);
        }

        return holds & await RefuseAsync(system, stops, each) ? 0 : 1;
    }

    private static async Task<bool> RefuseAsync(BotSystem system, Stops stops, int each)
    {
        var told = new List<TimeSpan>();
        for (var number = 0; number <= each; number++)
        {
            if (await TryAsync(system, () => stops.RefuseAsync(With.ClientId)) is not { } after)
            {
                Console.WriteLine("NOT MET: somebody else was not refused within a minute, or the turn did not go on");
                return false;
            }

            told.AddRange(number == 0 ? [] : [after]);
        }

        told.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| somebody else: refused | {told.Count} | goes on | goes on | {told[told.Count / 2].TotalSeconds:0.00} s | {told[^1].TotalSeconds:0.00} s |"));
        return told[^1] <= Most;
    }

    // Null: it could not be stopped; the logs tell why.
    private static async Task<T?> TryAsync<T>(BotSystem system, Func<Task<T?>> stopAsync)
        where T : struct
    {
        try
        {
            return await stopAsync();
        }
        catch (OperationCanceledException)
        {
            if (Environment.GetEnvironmentVariable("PICOCLAW_CHAOS_LOGS") is { Length: > 0 } folder)
            {
                await system.KeepAsync(folder);
            }

            return null;
        }
    }

    private static bool Print(string name, IReadOnlyList<TimeSpan> model, IReadOnlyList<TimeSpan> shown)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {model.Count} | {model[model.Count / 2].TotalSeconds:0.00} s | {model[^1].TotalSeconds:0.00} s "
            + $"| {shown[shown.Count / 2].TotalSeconds:0.00} s | {shown[^1].TotalSeconds:0.00} s |"));
        return model[^1] <= Most && shown[^1] <= Most;
    }
}
