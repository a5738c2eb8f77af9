using System.ComponentModel.DataAnnotations;

namespace PicoClaw.Agent.Housekeeping;

/// <summary>How many days the store keeps what is finished.</summary>
internal sealed class RetentionOptions
{
    public const string SectionName = "Agent:Retention";

    /// <summary>Messages, turns and replies. As long as the store has an id, the same message is not answered twice.</summary>
    [Range(3, 3650)]
    public int TurnDays { get; set; } = 30;

    /// <summary>Summaries, and what was said and is not summarized.</summary>
    [Range(1, 3650)]
    public int HistoryDays { get; set; } = 180;

    [Range(1, 3650)]
    public int UsageDays { get; set; } = 400;
}
