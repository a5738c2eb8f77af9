namespace DingTalk.Stream;

/// <summary>What a link asks to be pushed (dingtalk.md, section 1.1).</summary>
internal sealed record Subscription(string Type, string Topic);
