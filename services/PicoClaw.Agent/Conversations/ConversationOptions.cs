namespace PicoClaw.Agent.Conversations;

/// <summary>What of <c>agents.defaults</c> is about conversations.</summary>
internal sealed class ConversationOptions
{
    public const string SectionName = "Agent:Defaults";
    public const string Auto = "auto";
    public const string Chinese = "zh";
    public const string English = "en";

    private const int DefaultMaxTokens = 8192;
    private const int DefaultThreshold = 20;
    private const int DefaultPercent = 75;

    /// <summary>Of an answer; 0 or nothing: the model's own limit.</summary>
    public int MaxTokens { get; set; }

    public float Temperature { get; set; } = 0.7f;

    /// <summary>Tokens of prompt and answer together; 0 or nothing: four times an answer.</summary>
    public int ContextWindow { get; set; }

    /// <summary>More messages than this are summarized; 0 or nothing: the default.</summary>
    public int SummarizeMessageThreshold { get; set; }

    /// <summary>More of the context window than this is summarized; 0 or nothing: the default.</summary>
    public int SummarizeTokenPercent { get; set; }

    /// <summary>Seconds that a turn may take, with all retries, fallbacks and tools.</summary>
    public int TurnTimeout { get; set; } = 600;

    public string Language { get; set; } = Auto;

    /// <summary>The folder of the files that shape the agent; null: none.</summary>
    public string? Workspace { get; set; }

    public int AnswerTokens => MaxTokens > 0 ? MaxTokens : DefaultMaxTokens;

    public int WindowTokens => ContextWindow > 0 ? ContextWindow : 4 * AnswerTokens;

    public int MessageThreshold => SummarizeMessageThreshold > 0 ? SummarizeMessageThreshold : DefaultThreshold;

    public long TokenThreshold => (long)WindowTokens * (SummarizeTokenPercent > 0 ? SummarizeTokenPercent : DefaultPercent) / 100;
}
