namespace DingTalk.Emulator.Robot;

// What a session webhook answers to: the conversation of the message it came with.
internal sealed record Session(string Id, EmulatorApp App, string ConversationId, DateTimeOffset ExpiresAt);
