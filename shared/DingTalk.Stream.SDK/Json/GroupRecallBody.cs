namespace DingTalk.Stream.OpenApi;

// The body of `POST /v1.0/robot/groupMessages/recall` (docs/dingtalk-protocol.md 4.3).
internal sealed record GroupRecallBody(string OpenConversationId, string RobotCode, IReadOnlyList<string> ProcessQueryKeys);
