namespace DingTalk.Stream.OpenApi;

// The body of `PUT /v1.0/card/streaming` (docs/dingtalk-protocol.md B3.3).
internal sealed record CardStreamBody(string OutTrackId, string Guid, string Key, string Content, bool IsFull, bool IsFinalize, bool IsError);
