namespace DingTalk.Emulator.Robot;

// A session webhook, bound to the conversation of its message.
internal sealed record Session(string Id, EmulatorApp App, string ConversationId, DateTimeOffset ExpiresAt);
