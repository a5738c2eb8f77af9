namespace PicoClaw.Agent.Conversations;

/// <summary>What a conversation took so far, summaries included; the cost is null when no price was known.</summary>
internal sealed record UsageTotal(long Calls, long InputTokens, long OutputTokens, decimal? Cost);
