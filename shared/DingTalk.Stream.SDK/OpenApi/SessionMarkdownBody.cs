using System.Text.Json.Serialization;

namespace DingTalk.Stream.OpenApi;

/// <summary>The body of a Markdown message to a session webhook (dingtalk.md, section 4.1).</summary>
internal sealed record SessionMarkdownBody([property: JsonPropertyName("msgtype")] string MessageType, MarkdownParam Markdown, Mentions? At)
{
    public static SessionMarkdownBody From(MarkdownMessage message) =>
        new("markdown", new MarkdownParam(message.Title, message.Text), message.AtUserIds.Count > 0 ? new Mentions(message.AtUserIds) : null);
}
