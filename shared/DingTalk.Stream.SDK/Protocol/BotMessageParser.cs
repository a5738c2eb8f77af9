using System.Text;
using System.Text.Json;

namespace DingTalk.Stream.Protocol;

internal static class BotMessageParser
{
    public static BotMessage Parse(StreamFrame frame) => LenientJson.ReadObject(
        Encoding.UTF8.GetBytes(frame.Data), "the bot message", data => Read(data, frame.Headers.MessageId));

    private static BotMessage Read(JsonElement data, string frameMessageId)
    {
        var messageId = data.NonEmptyText("msgId") ?? frameMessageId;
        if (messageId.Length == 0)
        {
            throw new MalformedFrameException("the bot message has no id");
        }

        var type = data.Text("msgtype") ?? "";
        return new BotMessage
        {
            MessageId = messageId,
            ConversationId = data.Text("conversationId") ?? "",
            IsGroup = data.Text("conversationType") != "1",
            ConversationTitle = data.NonEmptyText("conversationTitle"),
            MessageType = type,
            Content = Content(data, type),
            CreatedAt = data.Instant("createAt"),
            SenderId = data.NonEmptyText("senderId"),
            SenderStaffId = data.NonEmptyText("senderStaffId"),
            SenderNick = data.NonEmptyText("senderNick"),
            SenderCorpId = data.NonEmptyText("senderCorpId"),
            IsAdmin = data.Flag("isAdmin"),
            RobotCode = data.NonEmptyText("robotCode"),
            ChatbotUserId = data.NonEmptyText("chatbotUserId"),
            IsInAtList = data.Flag("isInAtList"),
            SessionWebhook = Uri.TryCreate(data.Text("sessionWebhook"), UriKind.Absolute, out var webhook) ? webhook : null,
            SessionWebhookExpiresAt = data.Instant("sessionWebhookExpiredTime"),
        };
    }

    private static BotMessageContent Content(JsonElement data, string type) => type switch
    {
        // `reply` wraps a quote in some client versions; its own text is where a text message has it.
        "text" or "reply" when Text(data) is { } text => new TextContent(text),
        "richText" when RichTextParser.Parse(data) is { } parts => new RichTextContent(parts),
        _ => new UnsupportedContent(type, Text(data)),
    };

    private static string? Text(JsonElement data) =>
        data.Nested("text")?.Text("content")
        ?? data.Text("text")
        ?? data.Nested("content")?.Text("text")
        ?? data.Nested("content")?.Text("content");
}
