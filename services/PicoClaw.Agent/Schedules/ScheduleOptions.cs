namespace PicoClaw.Agent.Schedules;

/// <summary>The section <c>schedules</c>, and the part of <c>agents.defaults</c> that is about schedules.</summary>
internal sealed class ScheduleOptions
{
    public const string SectionName = "Agent:Defaults";

    /// <summary>Cron schedules are fired up to so many seconds late, each always by the same number.</summary>
    public int ScheduleSpread { get; set; } = 60;

    /// <summary>By name.</summary>
    public Dictionary<string, ScheduleEntry> Schedules { get; } = new(StringComparer.Ordinal);
}
