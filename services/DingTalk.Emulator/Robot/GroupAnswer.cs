namespace DingTalk.Emulator.Robot;

internal sealed record GroupAnswer(string ProcessQueryKey);
