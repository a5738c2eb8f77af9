namespace DingTalk.Stream.OpenApi;

// The body of `POST /v1.0/robot/otoMessages/batchRecall` (docs/dingtalk-protocol.md 4.3).
internal sealed record BatchRecallBody(string RobotCode, IReadOnlyList<string> ProcessQueryKeys);
