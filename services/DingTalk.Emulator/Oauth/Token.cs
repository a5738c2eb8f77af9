namespace DingTalk.Emulator.Oauth;

internal sealed record Token(string Value, EmulatorApp App, DateTimeOffset ExpiresAt);
