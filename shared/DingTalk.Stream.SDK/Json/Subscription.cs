namespace DingTalk.Stream.OpenApi;

// A type and topic that a link subscribes to (docs/dingtalk-protocol.md 1.1).
internal sealed record Subscription(string Type, string Topic);
