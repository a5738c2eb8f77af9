using System.Globalization;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Schedules;

/// <summary>One run of a schedule, as the mailbox keeps it beside the text: why there is a turn that no message began.</summary>
internal sealed record ScheduledRun
{
    /// <summary>True: the model carries out the text. False: the text is sent as it is.</summary>
    public bool IsPrompt { get; init; }

    /// <summary>Who made it, as people read it; null: the configuration.</summary>
    public string? MadeBy { get; init; }

    /// <summary>In which the bot itself speaks; null: that of the text.</summary>
    public Language? Language { get; init; }

    /// <summary>When it was due, in the schedule's zone.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>True when it was missed and runs late.</summary>
    public bool IsLate { get; init; }

    public string DueText => DueAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
