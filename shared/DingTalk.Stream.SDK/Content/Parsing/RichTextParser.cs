using System.Text.Json;

namespace DingTalk.Stream.Protocol;

internal static class RichTextParser
{
    // The parts in order; null when the message has none of the known shapes.
    public static IReadOnlyList<RichTextPart>? Parse(JsonElement data)
    {
        var list = data.Nested("content")?.Nested("richText") ?? data.Nested("richText")?.Nested("richTextList");
        return list is { ValueKind: JsonValueKind.Array } parts ? [.. parts.EnumerateArray().Select(Part)] : null;
    }

    // Inside a quote the names differ: msgType and content instead of type and text (docs/dingtalk-protocol.md 3.3).
    private static RichTextPart Part(JsonElement part)
    {
        var text = part.Text("text") ?? part.Text("content");
        var type = part.Text("type") ?? part.Text("msgType") ?? (text is null ? "unknown" : "text");
        return type switch
        {
            "text" => new RichTextRun(text ?? ""),
            "at" => new RichTextMention(part.NonEmptyText("atName") ?? text, part.NonEmptyText("atUserId")),
            "picture" when ContentParser.DownloadCode(part) is { } code => new RichTextPicture(code),
            _ => Other(part, type, text),
        };
    }

    // A picture's address is that of a file, not a link for a reader.
    private static RichTextOther Other(JsonElement part, string type, string? text) => new(
        type,
        string.IsNullOrWhiteSpace(text) ? part.Nested("skillData")?.NonEmptyText("displayName") ?? part.NonEmptyText("name") : text,
        type is "picture" or "image" ? null : part.NonEmptyText("url") ?? part.NonEmptyText("href") ?? part.NonEmptyText("link"));
}
