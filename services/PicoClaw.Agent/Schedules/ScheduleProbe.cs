namespace PicoClaw.Agent.Schedules;

/// <summary>Looks at the schedules of a configuration without a store.</summary>
public sealed class ScheduleProbe
{
    private readonly ScheduleOptions _options = new();
    private readonly TimeProvider _time;

    private ScheduleProbe(TimeProvider time) => _time = time;

    public int Count => _options.Schedules.Count;

    /// <summary>Those that run no more, by name, with their time.</summary>
    public IReadOnlyList<(string Name, string At)> Over =>
    [
        .. _options.Schedules
            .Where(schedule => IsOver(schedule.Value))
            .OrderBy(schedule => schedule.Key, StringComparer.Ordinal)
            .Select(schedule => (schedule.Key, schedule.Value.At!)),
    ];

    /// <summary>Reads <c>Schedules</c>, the normalized settings of a config.json.</summary>
    public static ScheduleProbe Of(IConfiguration configuration, TimeProvider time)
    {
        var probe = new ScheduleProbe(time);
        configuration.GetSection(nameof(ScheduleOptions.Schedules)).Bind(probe._options.Schedules);
        return probe;
    }

    private bool IsOver(ScheduleEntry entry) => ScheduleEntryTiming.InstantOf(entry, ScheduleEntryTiming.Of(entry, _time).Zone) <= _time.GetUtcNow();
}
