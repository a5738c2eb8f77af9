namespace PicoClaw.Agent.Usage;

/// <summary>The usage of a conversation so far, summaries included; the cost is null when no price was known.</summary>
internal sealed record UsageTotal(long Calls, long InputTokens, long OutputTokens, decimal? Cost);
