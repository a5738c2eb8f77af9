namespace DingTalk.Stream.OpenApi;

/// <summary>The body of <c>POST /v1.0/robot/groupMessages/send</c> (docs/dingtalk-protocol.md 4.3); <paramref name="MsgParam"/> is JSON as a string.</summary>
internal sealed record GroupSendBody(string RobotCode, string OpenConversationId, string MsgKey, string MsgParam);
