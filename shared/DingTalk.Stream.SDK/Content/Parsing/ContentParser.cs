using System.Globalization;
using System.Text.Json;

namespace DingTalk.Stream.Protocol;

// Reads the content of a message, quoted or not, by its type (docs/dingtalk-protocol.md 3.2 and 3.3). Content without its essential
// fields becomes UnsupportedContent, never an error.
internal static class ContentParser
{
    private static readonly double MaxMilliseconds = TimeSpan.FromDays(1).TotalMilliseconds;

    public static BotMessageContent Parse(JsonElement data, string type)
    {
        var content = data.Nested("content") ?? default;
        var code = DownloadCode(content);
        return type switch
        {
            // Some client versions wrap a quote in `reply`; its text is where a text message has it.
            "text" or "reply" when Text(data) is { } text => new TextContent(text),
            "richText" when RichTextParser.Parse(data) is { } parts => new RichTextContent(parts),
            "markdown" when Text(data) is { } markdown => new MarkdownContent(markdown),
            "picture" when code is not null => new PictureContent(code),
            "audio" when code is not null => new AudioContent(code, content.NonEmptyText("recognition"), Milliseconds(content.Text("duration"))),
            "video" when code is not null => new VideoContent(code, content.NonEmptyText("videoType"), content.NonEmptyText("duration")),
            "file" when code is not null => new FileContent(
                code, content.NonEmptyText("fileName"), content.NonEmptyText("fileId"), content.NonEmptyText("spaceId")),
            "interactiveCard" => new CardContent(content.NonEmptyText("biz_custom_action_url"), Text(data)),
            "actionCard" when content.ValueKind == JsonValueKind.Object => new ActionCardContent(
                content.NonEmptyText("title"), content.NonEmptyText("text"), Urls(content)),
            "chatRecord" when content.ValueKind == JsonValueKind.Object => ChatRecordParser.Parse(content),
            _ => new UnsupportedContent(type, Text(data)) { Raw = RawPayload.Of(data) },
        };
    }

    // `pictureDownloadCode` is the older code of pictures, used only where there is no other.
    public static string? DownloadCode(JsonElement content) => content.NonEmptyText("downloadCode") ?? content.NonEmptyText("pictureDownloadCode");

    private static string? Text(JsonElement data) =>
        data.Nested("text")?.Text("content")
        ?? data.Text("text")
        ?? data.Nested("content")?.Text("text")
        ?? data.Nested("content")?.Text("content")
        ?? (data.Nested("content") is null ? data.Text("content") : null);

    private static IReadOnlyList<string> Urls(JsonElement content) =>
        content.Nested("actionUrlItemList") is { ValueKind: JsonValueKind.Array } items
            ? [.. items.EnumerateArray().Select(item => item.NonEmptyText("actionUrl")).OfType<string>()]
            : [];

    private static TimeSpan? Milliseconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 && value <= MaxMilliseconds
            ? TimeSpan.FromMilliseconds(value)
            : null;
}
