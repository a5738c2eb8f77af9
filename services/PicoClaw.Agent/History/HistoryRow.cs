namespace PicoClaw.Agent.Conversations;

/// <summary>A history entry as it lies in the store. What is not told to the model is what broke it once and would break it again.</summary>
internal sealed record Remembered(long Position, Guid TurnId, bool IsTold, HistoryEntry Entry);
