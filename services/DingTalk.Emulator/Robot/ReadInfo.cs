namespace DingTalk.Emulator.Robot;

// READ or UNREAD.
internal sealed record ReadInfo(string UserId, string Name, string ReadStatus);
