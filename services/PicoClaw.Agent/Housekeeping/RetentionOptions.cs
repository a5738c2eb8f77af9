namespace PicoClaw.Agent.Housekeeping;

/// <summary>How many days the store keeps what is finished.</summary>
internal sealed class RetentionOptions
{
    public const string SectionName = "Agent:Retention";

    /// <summary>Messages, turns and replies. As long as the store has an id, the same message is not answered twice.</summary>
    public int TurnDays { get; set; } = 30;

    /// <summary>Summaries, and messages that are not summarized.</summary>
    public int HistoryDays { get; set; } = 180;

    /// <summary>Conversations in which nothing is said: their address, the model that was chosen, the number of the last reply.</summary>
    public int ConversationDays { get; set; } = 365;

    public int UsageDays { get; set; } = 400;
}
