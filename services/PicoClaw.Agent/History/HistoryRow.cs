namespace PicoClaw.Agent.History;

/// <summary>A history entry with its place in the store. An entry that made the model fail is not told again.</summary>
internal sealed record HistoryRow(long Position, Guid TurnId, bool IsTold, HistoryEntry Entry);
