namespace PicoClaw.Egress.Housekeeping;

/// <summary>How long ended replies stay in the outbox.</summary>
internal sealed class RetentionOptions
{
    public const string SectionName = "Egress:Retention";

    /// <summary>For this long a reply that arrives twice is recognized.</summary>
    public int SentDays { get; set; } = 7;

    public int FailedDays { get; set; } = 90;

    /// <summary>
    /// How far a silent conversation's replies came. Longer than the agent's own term: a reply whose predecessors are forgotten waits for them.
    /// </summary>
    public int ConversationDays { get; set; } = 730;
}
