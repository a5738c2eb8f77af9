using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Harness.Agents;
using Harness.Cards;
using Harness.Emulators;
using Load.Systems;

namespace Load.Cards;

/// <summary>chaos --cards [--turns N] [--accounts N] [--seed N] [--percent N] [--without-faults]: is each answer shown once, and no card left open?</summary>
internal static class CardChaosCommand
{
    private const int Talks = 10;

    // Of both kinds together.
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var options = Options.Read(arguments, ["turns", "accounts", "seed", "percent"], ["without-faults"]);
        var (turns, seed) = (options.Number("turns", 200), options.Number("seed", Random.Shared.Next(1_000_000)));
        var accounts = Enumerable.Range(1, options.Number("accounts", 10))
            .Select(number => new BotAccount($"acme{number}", $"dingload{number}", "always")).ToList();
        await using var system = await BotSystem.StartSplitAsync(new SystemSetup
        {
            Agents = 3,
            Accounts = accounts,
            ModelTime = TimeSpan.Zero,
            Pushes = 0,
            Speech = Speech.Over(Answer, words: 40),
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, {turns} turns in {Talks} dialogues of {accounts.Count} accounts"));
        if (!options.Has("without-faults"))
        {
            await CardFaults.ArmAsync(system.DingTalk, options.Number("percent", 2) / 100.0, CancellationToken.None);
        }

        var watch = Stopwatch.StartNew();
        var kills = new CardKills(system, seed);
        using (var end = new CancellationTokenSource())
        {
            var killing = kills.RunAsync(Every, end.Token);
            await new Dialogues(system.DingTalk, [.. accounts.Select(account => account.ClientId)]).RunAsync(Talks, turns / Talks, CancellationToken.None);
            await end.CancelAsync();
            await killing;
        }

        var talked = watch.Elapsed;
        await system.DingTalk.FaultAsync(new { clear = true }, CancellationToken.None);
        var quiet = await SettleAsync(system.DingTalk);
        return await JudgeAsync(system, kills, talked, quiet);
    }

    // The audit counts at the end of this time; how soon it would have held is told as well.
    private static async Task<TimeSpan?> SettleAsync(EmulatorClient dingTalk)
    {
        var (watch, since) = (Stopwatch.StartNew(), (TimeSpan?)null);
        while (watch.Elapsed < Settle)
        {
            since = (await dingTalk.AuditAsync(CancellationToken.None)).Holds ? since ?? watch.Elapsed : null;
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        }

        return since;
    }

    private static async Task<int> JudgeAsync(BotSystem system, CardKills kills, TimeSpan talked, TimeSpan? quiet)
    {
        var audit = await system.DingTalk.AuditAsync(CancellationToken.None);
        var calls = system.Model.Calls;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{talked.TotalSeconds:0} s, {kills.OfEgress} kills of an egress that held an account, {kills.OfAgents} of an agent; "
            + $"{calls.Count} model calls, {calls.Count(call => !call.Answered)} of them cut; settled {quiet?.TotalSeconds ?? -1:0.0} s after the end"));
        Console.WriteLine(audit);
        string[] breaches =
        [
            .. audit.Open, .. audit.Missing.Select(token => $"missing {token}"), .. audit.Unended.Select(token => $"never ended {token}"), .. audit.Twice,
        ];
        Console.WriteLine(string.Join('\n', breaches.Concat(audit.Repeated.Select(one => $"repeated {one}"))));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            run = "chaos --cards",
            said = audit.Said,
            onCards = audit.OnCards,
            open = audit.Open.Count,
            missing = audit.Missing.Count,
            unended = audit.Unended.Count,
            twice = audit.Twice.Count,
            repeated = audit.Repeated.Count,
            holds = audit.Holds,
        }));
        if (Environment.GetEnvironmentVariable("PICOCLAW_CHAOS_LOGS") is { Length: > 0 } folder)
        {
            await system.KeepAsync(folder);
        }

        return audit.Holds ? 0 : 1;
    }
}
