namespace PicoClaw.Agent.Conversations;

/// <summary>What one answer took.</summary>
internal sealed record Usage(string Model, long InputTokens, long OutputTokens, TimeSpan Latency, decimal? Cost);
