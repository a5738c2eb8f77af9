namespace DingTalk.Stream.OpenApi;

/// <summary>A text within a session message (dingtalk.md, section 4.1).</summary>
internal sealed record TextParam(string Content);
