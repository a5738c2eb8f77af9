namespace DingTalk.Emulator.Robot;

// SUCCESS, RECALLED or PROCESSING.
internal sealed record ReadStatusAnswer(string SendStatus, IReadOnlyList<ReadInfo> MessageReadInfoList);
