namespace DingTalk.Emulator.Gateway;

internal sealed record Ticket(EmulatorApp App, IReadOnlyList<Subscription> Subscriptions, DateTimeOffset ExpiresAt);
