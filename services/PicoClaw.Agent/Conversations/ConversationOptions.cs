namespace PicoClaw.Agent.Conversations;

/// <summary>The part of <c>agents.defaults</c> that is about conversations.</summary>
internal sealed class ConversationOptions
{
    public const string SectionName = "Agent:Defaults";
    public const string Auto = "auto";
    public const string Chinese = "zh";
    public const string English = "en";

    private const int DefaultThreshold = 20;
    private const int DefaultPercent = 75;

    /// <summary>A longer history is summarized, in messages; 0 or absent: the default.</summary>
    public int SummarizeMessageThreshold { get; set; }

    /// <summary>A longer history is summarized, in percent of the context window; 0 or absent: the default.</summary>
    public int SummarizeTokenPercent { get; set; }

    /// <summary>Seconds that a turn may take, with all retries, fallbacks and tools.</summary>
    public int TurnTimeout { get; set; } = 600;

    /// <summary>Seconds after which people are told that a turn takes longer; 0: never.</summary>
    public int ProgressAfter { get; set; } = 20;

    /// <summary>Turns a minute that one person may have, in all conversations; 0: no limit.</summary>
    public int TurnsPerMinute { get; set; } = 20;

    public string Language { get; set; } = Auto;

    /// <summary>Whether an answer in a group mentions the people who asked, so that they are notified.</summary>
    public bool MentionAsker { get; set; } = true;

    public int MessageThreshold => SummarizeMessageThreshold > 0 ? SummarizeMessageThreshold : DefaultThreshold;

    public int TokenPercent => SummarizeTokenPercent > 0 ? SummarizeTokenPercent : DefaultPercent;
}
