using System.Text.Json;

namespace DingTalk.Stream.Protocol;

internal static class RichTextParser
{
    /// <summary>The parts in their order, or null when the message has none of the known shapes.</summary>
    public static IReadOnlyList<RichTextPart>? Parse(JsonElement data)
    {
        var list = data.Nested("content")?.Nested("richText") ?? data.Nested("richText")?.Nested("richTextList");
        return list is { ValueKind: JsonValueKind.Array } parts ? [.. parts.EnumerateArray().Select(Part)] : null;
    }

    private static RichTextPart Part(JsonElement part)
    {
        var type = part.Text("type") ?? (part.Child("text") is null ? "unknown" : "text");
        return type switch
        {
            "text" => new RichTextRun(part.Text("text") ?? ""),
            "at" => new RichTextMention(part.NonEmptyText("atName"), part.NonEmptyText("atUserId")),
            _ => new RichTextOther(type),
        };
    }
}
