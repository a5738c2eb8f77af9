using System.Text.Json.Serialization;

namespace DingTalk.Stream.OpenApi;

// The body of a message to a session webhook: one of the types, and the mentions beside it (docs/dingtalk-protocol.md 4.1).
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

    internal sealed record TextParam(string Content);

    internal sealed record MarkdownParam(string Title, string Text);

    internal sealed record LinkParam(string Title, string Text, string PicUrl, string MessageUrl);

    // Either the single button or the list is set.
    internal sealed record ActionCardParam(string Title, string Text)
    {
        public string? SingleTitle { get; init; }

        [JsonPropertyName("singleURL")]
        public string? SingleUrl { get; init; }

        [JsonPropertyName("btnOrientation")]
        public string? ButtonOrientation { get; init; }

        [JsonPropertyName("btns")]
        public IReadOnlyList<CardButton>? Buttons { get; init; }
    }

    internal sealed record CardButton(string Title, [property: JsonPropertyName("actionURL")] string Target);

    internal sealed record FeedCardParam(IReadOnlyList<FeedLink> Links);

    internal sealed record FeedLink(
        string Title, [property: JsonPropertyName("messageURL")] string MessageUrl, [property: JsonPropertyName("picURL")] string PictureUrl);
}
