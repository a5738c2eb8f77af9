namespace DingTalk.Stream.OpenApi;

/// <summary>The body of <c>POST /v1.0/robot/messageFiles/download</c> (dingtalk.md, section 4.4).</summary>
internal sealed record DownloadRequest(string DownloadCode, string RobotCode);
