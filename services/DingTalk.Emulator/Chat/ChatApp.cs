namespace DingTalk.Emulator.Chat;

internal sealed record ChatApp(string ClientId, string Name, int Connections);
