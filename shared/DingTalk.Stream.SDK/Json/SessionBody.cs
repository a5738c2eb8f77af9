using System.Text.Json.Serialization;

namespace DingTalk.Stream.OpenApi;

/// <summary>The body of a message to a session webhook: one of the types, and the mentions beside it (dingtalk.md, section 4.1).</summary>
internal sealed record SessionBody
{
    [JsonPropertyName("msgtype")]
    public required string MessageType { get; init; }

    public TextParam? Text { get; init; }

    public MarkdownParam? Markdown { get; init; }

    public LinkParam? Link { get; init; }

    public ActionCardParam? ActionCard { get; init; }

    public FeedCardParam? FeedCard { get; init; }

    public Mentions? At { get; init; }
}
