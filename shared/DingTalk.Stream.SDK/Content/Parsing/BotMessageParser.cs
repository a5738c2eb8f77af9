using System.Text.Json;

namespace DingTalk.Stream.Protocol;

internal static class BotMessageParser
{
    private const string QuotaExhausted = "20001";

    public static BotMessage Parse(ParsedFrame frame, bool keepPayload = true)
    {
        var payload = keepPayload ? MessagePayload.Of(frame.Data.Span) : MessagePayload.None;
        return PlainTextReader.Read(frame.Data.Span, frame.Frame.Headers.MessageId, payload) ?? ParseAnything(frame, payload);
    }

    public static BotMessage ParseAnything(ParsedFrame frame, MessagePayload payload) =>
        LenientJson.ReadObject(frame.Data, "the bot message", data => Read(data, frame.Frame.Headers.MessageId, payload));

    private static BotMessage Read(JsonElement data, string frameMessageId, MessagePayload payload)
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
            SenderUnionId = data.NonEmptyText("senderUnionId"),
            SenderPlatform = data.NonEmptyText("senderPlatform"),
            IsAdmin = data.Flag("isAdmin"),
            RobotCode = data.NonEmptyText("robotCode"),
            ChatbotUserId = data.NonEmptyText("chatbotUserId"),
            ChatbotCorpId = data.NonEmptyText("chatbotCorpId"),
            IsInAtList = data.Flag("isInAtList"),
            AtUsers = AtUsers(data),
            Quote = QuoteParser.Parse(data),
            SessionWebhook = LenientJson.WebAddress(data.Text("sessionWebhook")),
            SessionWebhookExpiresAt = data.Instant("sessionWebhookExpiredTime"),
            Payload = payload,
        };
    }

    // The quota notice has a code and a sentence instead of a message (docs/dingtalk-protocol.md 3.4).
    private static BotMessageContent Content(JsonElement data, string type) =>
        data.NonEmptyText("errorCode") == QuotaExhausted && ContentParser.Parse(data, type) is UnsupportedContent
            ? new QuotaExhaustedContent(data.NonEmptyText("errMsg") ?? data.NonEmptyText("errorMessage"))
            : ContentParser.Parse(data, type);

    private static IReadOnlyList<MentionedUser> AtUsers(JsonElement data) =>
        data.Nested("atUsers") is { ValueKind: JsonValueKind.Array } users && users.GetArrayLength() > 0
            ? [.. users.EnumerateArray().Select(user => new MentionedUser(
                user.NonEmptyText("dingtalkId"), user.NonEmptyText("staffId"), user.NonEmptyText("unionId")))]
            : [];
}
