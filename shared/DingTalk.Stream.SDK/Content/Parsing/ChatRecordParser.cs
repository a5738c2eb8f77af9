using System.Text.Json;

namespace DingTalk.Stream.Protocol;

internal static class ChatRecordParser
{
    public static ChatRecordContent Parse(JsonElement content)
    {
        var list = content.Nested("chatRecord") ?? content.Nested("records") ?? content.Nested("messages");
        return new ChatRecordContent(
            content.NonEmptyText("title"),
            content.NonEmptyText("summary"),
            list is { ValueKind: JsonValueKind.Array } entries ? [.. entries.EnumerateArray().Select(Entry)] : []);
    }

    private static ChatRecordEntry Entry(JsonElement entry) => new(
        entry.NonEmptyText("senderName") ?? entry.NonEmptyText("senderNick") ?? entry.NonEmptyText("senderId"),
        entry.Text("content") ?? entry.Nested("content")?.Text("text") ?? entry.Text("text") ?? entry.Nested("text")?.Text("content") ?? "");
}
