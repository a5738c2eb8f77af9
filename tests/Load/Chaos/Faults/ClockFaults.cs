using Load.Chaos.Schedules;
using Load.Systems;

namespace Load.Chaos.Faults;

/// <summary>Clocks that are set an hour ahead or back, and right again.</summary>
internal static class ClockFaults
{
    private const string All = "all";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static IEnumerable<FaultKind> Of(BotSystem system)
    {
        string[] names = system.Clocks.Count > 0 ? [.. system.Clocks.Keys, All] : [];
        return
        [
            new(new Draw("clock-ahead", 4, names, 3, 30, Alone: false), (all, fault) => StepAsync(all, fault.Target, Hour)),
            new(new Draw("clock-behind", 4, names, 3, 30, Alone: false), (all, fault) => StepAsync(all, fault.Target, -Hour)),
        ];
    }

    private static Task<Func<Task>> StepAsync(BotSystem system, string target, TimeSpan offset)
    {
        var clocks = system.Clocks.Where(clock => target == All || clock.Key == target).Select(clock => clock.Value).ToList();
        clocks.ForEach(clock => clock.Set(offset));
        return Task.FromResult<Func<Task>>(() =>
        {
            clocks.ForEach(clock => clock.Set(TimeSpan.Zero));
            return Task.CompletedTask;
        });
    }
}
