namespace DingTalk.Emulator.Robot;

// The status as in ReadStatusAnswer; an empty token at the end.
internal sealed record GroupReadAnswer(string SendStatus, IReadOnlyList<string> ReadUserIds, bool HasMore, string NextToken);
