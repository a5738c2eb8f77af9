namespace PicoClaw.Agent.History;

/// <summary>A history entry with its place in the store. What broke the model once is not told it again.</summary>
internal sealed record HistoryRow(long Position, Guid TurnId, bool IsTold, HistoryEntry Entry);
