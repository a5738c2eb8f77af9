namespace PicoClaw.Agent.Schedules;

/// <summary>A schedule as the store has it.</summary>
/// <param name="Id">Its own; with an occurrence it makes the id of what is put into the mailbox.</param>
/// <param name="LaneKey">The conversation's.</param>
/// <param name="Timing">When it runs.</param>
/// <param name="Body">What it does.</param>
/// <param name="Occurrence">The instant that comes next.</param>
/// <param name="DueAt">When that is fired.</param>
internal sealed record Schedule(string Id, string LaneKey, Timing Timing, ScheduleBody Body, DateTimeOffset Occurrence, DateTimeOffset DueAt)
{
    /// <summary>The person's key; null: the configuration.</summary>
    public string? Maker { get; init; }

    /// <summary>In the configuration; null: a person made it.</summary>
    public string? Name { get; init; }
}
