namespace PicoClaw.Agent.Conversations;

/// <summary>How many days the store remembers.</summary>
internal sealed class RetentionOptions
{
    public const string SectionName = "Agent:Retention";

    /// <summary>Messages, turns and replies that are done with. As long as an id is known, the same message is not answered twice.</summary>
    public int TurnDays { get; set; } = 30;

    /// <summary>What was said and not summarized since, and summaries.</summary>
    public int HistoryDays { get; set; } = 180;

    public int UsageDays { get; set; } = 400;
}
