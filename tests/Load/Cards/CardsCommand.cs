using System.Globalization;
using Harness.Agents;
using Harness.Cards;
using Load.Systems;

namespace Load.Cards;

/// <summary>cards [--cards N] [--rounds N] [--seconds N]: what open cards cost the replies, with and without cards in the same run.</summary>
internal static class CardsCommand
{
    private const int Commands = 10;
    private static readonly BotAccount With = new("with", "dingwith", "always");
    private static readonly BotAccount Without = new("without", "dingwithout", "off");
    private static readonly TimeSpan MostGrowth = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var options = Options.Read(arguments, ["cards", "rounds", "seconds"], []);
        var (cards, rounds, seconds) = (options.Number("cards", 20), options.Number("rounds", 3), options.Number("seconds", 10));
        await using var system = await BotSystem.StartSplitAsync(new SystemSetup
        {
            // Ten lanes each: all are answered at once.
            Agents = 5,
            Egresses = 1,
            Accounts = [With, Without],
            ModelTime = TimeSpan.Zero,
            Speech = Speech.Over(TimeSpan.FromSeconds(seconds), words: seconds * 10),
        });

        // The first round warms up the JIT.
        var (waits, warming) = (new CardWaits(system), new CardWaits(system));
        for (var round = 0; round <= rounds; round++)
        {
            var (number, of) = (round, round == 0 ? warming : waits);
            await Task.WhenAll(new[] { With, Without }.Select(account => AskAsync(of, account, cards, (number, seconds))));
        }

        var audit = await system.DingTalk.AuditAsync(CancellationToken.None);
        Console.WriteLine($"{audit}\nframes a card: {await waits.FramesAsync()}");
        Console.WriteLine("| replies | cards | count | median | p95 | longest |\n|---|---|---:|---:|---:|---:|");
        var growths = new[] { CardWaits.Kind.Answer, CardWaits.Kind.Command }.Select(kind => Print(waits, kind)).ToList();
        return audit.Holds && growths.All(growth => growth <= MostGrowth) ? 0 : 1;
    }

    // All ask at once, and while they are answered, others give commands, which need no model.
    private static Task AskAsync(CardWaits waits, BotAccount account, int cards, (int Round, int Seconds) at)
    {
        var first = account == With ? 1 : 1001;
        var asking = Enumerable.Range(first, cards).Select(number => waits.AnswerAsync(account.ClientId, new Token(number, at.Round)));
        var commanding = Enumerable.Range(0, Commands).Select(async number =>
        {
            await Task.Delay(TimeSpan.FromSeconds(at.Seconds * (number + 0.5) / Commands), TimeProvider.System);
            await waits.CommandAsync(account.ClientId, first + 500 + number);
        });
        return Task.WhenAll(asking.Concat(commanding));
    }

    private static TimeSpan Print(CardWaits waits, CardWaits.Kind kind)
    {
        var (with, without) = (waits.Of(With.ClientId, kind), waits.Of(Without.ClientId, kind));
        foreach (var (name, all) in new[] { ("always", with), ("off", without) })
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {kind} | {name} | {all.Count} | {At(all, 0.5).TotalSeconds:0.00} s | {At(all, 0.95).TotalSeconds:0.00} s "
                + $"| {all[^1].TotalSeconds:0.00} s |"));
        }

        var growth = with[^1] - without[^1];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: the longest wait is {growth.TotalSeconds:+0.00;-0.00} s longer"));
        return growth;
    }

    private static TimeSpan At(IReadOnlyList<TimeSpan> all, double share) => all[(int)Math.Min(all.Count - 1, all.Count * share)];
}
