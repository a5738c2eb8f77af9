namespace DingTalk.Emulator.Robot;

// A session webhook, bound to its message (by the sequence in the transcript) and to the conversation.
internal sealed record Session(string Id, EmulatorApp App, string ConversationId, long Message, DateTimeOffset ExpiresAt);
