namespace EndToEnd.Tests.Traffic;

internal sealed record Reply(long Sequence, string App, string ConversationId, string Via, string? Title, string Text);
