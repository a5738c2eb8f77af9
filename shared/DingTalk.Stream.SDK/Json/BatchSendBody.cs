namespace DingTalk.Stream.OpenApi;

/// <summary>The body of <c>POST /v1.0/robot/oToMessages/batchSend</c> (docs/dingtalk-protocol.md 4.3); <paramref name="MsgParam"/> is JSON as a string.</summary>
internal sealed record BatchSendBody(string RobotCode, IReadOnlyList<string> UserIds, string MsgKey, string MsgParam);
