namespace DingTalk.Emulator.Gateway;

internal sealed record OpenAnswer(string Endpoint, string Ticket);
