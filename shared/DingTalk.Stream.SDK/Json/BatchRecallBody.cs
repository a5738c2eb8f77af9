namespace DingTalk.Stream.OpenApi;

/// <summary>The body of <c>POST /v1.0/robot/otoMessages/batchRecall</c> (docs/dingtalk-protocol.md 4.3).</summary>
internal sealed record BatchRecallBody(string RobotCode, IReadOnlyList<string> ProcessQueryKeys);
