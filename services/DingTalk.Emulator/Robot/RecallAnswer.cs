namespace DingTalk.Emulator.Robot;

internal sealed record RecallAnswer(IReadOnlyList<string> SuccessResult, IReadOnlyDictionary<string, string> FailedResult);
