namespace DingTalk.Emulator.Chat;

internal sealed record ChatHello(IReadOnlyList<ChatApp> Apps);
