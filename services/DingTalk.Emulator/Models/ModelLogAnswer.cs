namespace DingTalk.Emulator.Models;

internal sealed record ModelLogAnswer(IReadOnlyList<ModelCall> Requests);
