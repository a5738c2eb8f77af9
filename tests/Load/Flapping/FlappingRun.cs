using System.Text.Json;
using Load.Systems;
using Load.Traffic;

namespace Load.Flapping;

/// <summary>The database goes away again and again while a slow model answers: 4 times for 35 s, with a model of 6 s.</summary>
internal static class FlappingRun
{
    private const int Times = 4;
    private const int Conversations = 40;
    private const int PerSecond = 2;
    private const int Seed = 35;
    private static readonly TimeSpan ModelTime = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(35);
    private static readonly TimeSpan Back = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public static async Task<int> RunAsync()
    {
        await using var system = await BotSystem.StartSplitAsync(new SystemSetup { ModelTime = ModelTime });
        using var end = new CancellationTokenSource();
        var talking = new Talk(system.DingTalk, Conversations, Seed).RunAsync(PerSecond, end.Token);
        for (var time = 0; time < Times; time++)
        {
            await Task.Delay(Back, TimeProvider.System);
            await system.Store!.KillAsync();
            await Task.Delay(Away, TimeProvider.System);
            await system.Store.StartAgainAsync();
        }

        await end.CancelAsync();
        await talking;
        var open = await new Quiet(system).WithinAsync(Patience);
        var tally = new Tally(await EmulatorRecord.ReadAsync(system.Emulator.Address));
        var isHeld = tally.Lost.Count == 0 && tally.Doubled.Count == 0 && open.Length == 0;
        Console.WriteLine($"flapping: {tally.Said} said, {tally.Lost.Count} lost, {tally.Doubled.Count} doubled {string.Join(' ', tally.Doubled)} {open}");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            run = "flapping",
            said = tally.Said,
            lost = tally.Lost.Count,
            doubled = tally.Doubled.Count,
            waitMaxSeconds = Math.Round(tally.Answered[0].Waited.TotalSeconds, 1),
            holds = isHeld,
        }));
        return isHeld ? 0 : 1;
    }
}
