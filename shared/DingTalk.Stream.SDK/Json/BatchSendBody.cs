namespace DingTalk.Stream.OpenApi;

// The body of `POST /v1.0/robot/oToMessages/batchSend` (docs/dingtalk-protocol.md 4.3); MsgParam is JSON as a string.
internal sealed record BatchSendBody(string RobotCode, IReadOnlyList<string> UserIds, string MsgKey, string MsgParam);
