namespace DingTalk.Stream.OpenApi;

/// <summary>The body of <c>POST /v1.0/robot/groupMessages/recall</c> (docs/dingtalk-protocol.md 4.3).</summary>
internal sealed record GroupRecallBody(string OpenConversationId, string RobotCode, IReadOnlyList<string> ProcessQueryKeys);
