namespace DingTalk.Emulator.Robot;

internal sealed record EmotionAnswer(bool Success);
