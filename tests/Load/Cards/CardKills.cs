using Load.Systems;

namespace Load.Cards;

/// <summary>kill -9 of an egress that holds an account and of an agent, in turns.</summary>
internal sealed class CardKills(BotSystem system, int seed)
{
    private readonly Random _random = new(seed);

    public int OfEgress { get; private set; }

    public int OfAgents { get; private set; }

    public async Task RunAsync(TimeSpan every, CancellationToken end)
    {
        for (var number = 0; await WaitAsync(every, end); number++)
        {
            var victim = number % 2 == 0 ? await HolderAsync() : system.Service(Any(system.Names("agent")));
            if (victim is not null)
            {
                _ = victim.Name.StartsWith("agent", StringComparison.Ordinal) ? OfAgents++ : OfEgress++;
                await system.Disruptions.AddAsync(victim.Name, victim.KillAsync);
                victim.Start();
            }
        }
    }

    // Null: no account has a living holder at the moment.
    private async Task<Service?> HolderAsync()
    {
        await using var store = await system.OpenStoreAsync("egress");
        var owners = await store.ReadAsync("SELECT owner FROM lane WHERE owner IS NOT NULL", row => row.GetString(0));
        var holders = system.Names("egress").Select(system.Service)
            .Where(one => owners.Any(owner => owner.EndsWith($"/{one.Process.Id}", StringComparison.Ordinal)));
        return holders.ToList() is { Count: > 0 } all ? Any(all) : null;
    }

    private T Any<T>(IReadOnlyList<T> all) => all[_random.Next(all.Count)];

    private static async Task<bool> WaitAsync(TimeSpan every, CancellationToken end)
    {
        await Task.WhenAny(Task.Delay(every, TimeProvider.System, end));
        return !end.IsCancellationRequested;
    }
}
