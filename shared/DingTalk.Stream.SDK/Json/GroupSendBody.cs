namespace DingTalk.Stream.OpenApi;

// The body of `POST /v1.0/robot/groupMessages/send` (docs/dingtalk-protocol.md 4.3); MsgParam is JSON as a string.
internal sealed record GroupSendBody(string RobotCode, string OpenConversationId, string MsgKey, string MsgParam);
