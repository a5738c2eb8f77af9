namespace Load.Traffic;

/// <summary>A reply as the emulator received it.</summary>
internal sealed record Heard(long Sequence, string ConversationId, string Text, string Via, string CallId, DateTimeOffset ReceivedAt);
