namespace PicoClaw.Agent.Housekeeping;

/// <summary>How many days the store keeps what is finished.</summary>
internal sealed class RetentionOptions
{
    public const string SectionName = "Agent:Retention";

    /// <summary>Messages, turns and replies. As long as the store has an id, the same message is not answered twice.</summary>
    public int TurnDays { get; set; } = 30;

    /// <summary>Summaries, and messages that are not summarized.</summary>
    public int HistoryDays { get; set; } = 180;

    public int UsageDays { get; set; } = 400;
}
