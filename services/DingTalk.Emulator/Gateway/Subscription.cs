namespace DingTalk.Emulator.Gateway;

internal sealed record Subscription(string Type, string Topic);
