namespace DingTalk.Emulator.Models;

internal sealed record ModelMessage(string Role, string Content);
