namespace PicoClaw.Agent.Schedules;

/// <summary>A schedule of the configuration.</summary>
internal sealed class ScheduleEntry
{
    public string? Cron { get; set; }

    /// <summary>An instant, <c>yyyy-MM-dd HH:mm</c> in the zone; in place of <see cref="Cron"/>.</summary>
    public string? At { get; set; }

    /// <summary>Null: the bot's.</summary>
    public string? TimeZone { get; set; }

    public string Channel { get; set; } = "";

    public string Account { get; set; } = "";

    /// <summary>A person's id, or a group's in <see cref="Group"/>.</summary>
    public string? User { get; set; }

    public string? Group { get; set; }

    /// <summary>What the model carries out, in place of <see cref="Text"/>.</summary>
    public string? Prompt { get; set; }

    public string? Text { get; set; }
}
