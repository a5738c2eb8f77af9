namespace DingTalk.Emulator.Faults;

internal sealed record FaultsAnswer(IReadOnlyList<ArmedFault> Armed);
