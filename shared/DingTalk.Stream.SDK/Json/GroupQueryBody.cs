namespace DingTalk.Stream.OpenApi;

// docs/dingtalk-protocol.md 4.3
internal sealed record GroupQueryBody(string RobotCode, string OpenConversationId, string ProcessQueryKey, int MaxResults, string? NextToken);
