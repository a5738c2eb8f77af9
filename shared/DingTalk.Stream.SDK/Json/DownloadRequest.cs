namespace DingTalk.Stream.OpenApi;

// The body of `POST /v1.0/robot/messageFiles/download` (docs/dingtalk-protocol.md 4.4).
internal sealed record DownloadRequest(string DownloadCode, string RobotCode);
