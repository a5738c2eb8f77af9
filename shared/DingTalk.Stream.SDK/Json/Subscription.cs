namespace DingTalk.Stream.OpenApi;

/// <summary>What a link asks to be pushed (docs/dingtalk-protocol.md 1.1).</summary>
internal sealed record Subscription(string Type, string Topic);
