using System.Text.Json;

namespace DingTalk.Stream.Protocol;

internal static class QuoteParser
{
    private const int MaxDepth = 3;

    public static Quote? Parse(JsonElement data)
    {
        var originalId = data.NonEmptyText("originalMsgId");
        var key = data.NonEmptyText("originalProcessQueryKey");
        var quote = Find(data, MaxDepth) ?? (originalId is null && key is null ? null : new Quote());
        return quote is null ? null : quote with
        {
            MessageId = quote.MessageId ?? originalId,
            ProcessQueryKey = key,
        };
    }

    // The quote is inside the text, inside the content (rich text), or beside both.
    private static Quote? Find(JsonElement message, int depth) =>
        depth > 0 && (Replied(message, "text") ?? Replied(message, "content") ?? message.Nested("repliedMsg") ?? message.Nested("quoteMessage")) is
        { ValueKind: JsonValueKind.Object } quoted
            ? Read(quoted, depth)
            : null;

    private static JsonElement? Replied(JsonElement message, string part) => message.Nested(part)?.Nested("repliedMsg");

    private static Quote Read(JsonElement quoted, int depth)
    {
        var type = quoted.Text("msgType") ?? quoted.Text("msgtype") ?? "";
        return new Quote
        {
            MessageId = quoted.NonEmptyText("msgId"),
            MessageType = type,
            SenderId = quoted.NonEmptyText("senderId"),
            SenderNick = quoted.NonEmptyText("senderNick"),
            CreatedAt = quoted.Instant("createdAt") ?? quoted.Instant("createAt"),
            Content = HasContent(quoted, type) ? ContentParser.Parse(quoted, Guess(quoted, type)) : null,
            Inner = Find(quoted, depth - 1),
        };
    }

    private static bool HasContent(JsonElement quoted, string type) =>
        type.Length > 0 || quoted.Child("content") is not null || quoted.Child("text") is not null;

    // Older clients leave the type out.
    private static string Guess(JsonElement quoted, string type) =>
        type.Length > 0 ? type : quoted.Nested("content")?.Child("richText") is null ? "text" : "richText";
}
