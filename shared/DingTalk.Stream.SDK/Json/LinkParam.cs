namespace DingTalk.Stream.OpenApi;

/// <summary>A link within a session message (dingtalk.md, section 4.1).</summary>
internal sealed record LinkParam(string Title, string Text, string PicUrl, string MessageUrl);
