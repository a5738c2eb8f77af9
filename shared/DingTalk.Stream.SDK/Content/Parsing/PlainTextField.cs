namespace DingTalk.Stream.Protocol;

// The fields of a text message (docs/dingtalk-protocol.md 3.1). Those up to MessageType hold text.
internal enum PlainTextField
{
    MessageId,
    ConversationId,
    ConversationType,
    ConversationTitle,
    SenderId,
    SenderStaffId,
    SenderNick,
    SenderCorpId,
    SenderUnionId,
    SenderPlatform,
    RobotCode,
    ChatbotUserId,
    ChatbotCorpId,
    SessionWebhook,
    MessageType,
    CreatedAt,
    SessionWebhookExpiresAt,
    IsAdmin,
    IsInAtList,
    AtUsers,
    Text,

    // Not in a text message without a quote.
    Unexpected,

    // Ignored in every message.
    Unknown,
}
