namespace DingTalk.Stream.OpenApi;

/// <summary>Title and text, as <c>msgParam</c> of the key <c>sampleMarkdown</c> and within a session message.</summary>
internal sealed record MarkdownParam(string Title, string Text);
