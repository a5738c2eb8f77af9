namespace DingTalk.Stream.OpenApi;

/// <summary>Whom a session message highlights; it stands beside the content, not in it (dingtalk.md, section 4.1).</summary>
internal sealed record Mentions(IReadOnlyList<string> AtUserIds);
