namespace DingTalk.Stream.OpenApi;

/// <summary>Title and text within a session message (dingtalk.md, section 4.1).</summary>
internal sealed record MarkdownParam(string Title, string Text);
