namespace DingTalk.Emulator.Models;

internal sealed record ModelErrorBody(string Message, string Type);
