namespace DingTalk.Stream.OpenApi;

/// <summary>The body of <c>POST /v1.0/robot/messageFiles/download</c> (docs/dingtalk-protocol.md 4.4).</summary>
internal sealed record DownloadRequest(string DownloadCode, string RobotCode);
