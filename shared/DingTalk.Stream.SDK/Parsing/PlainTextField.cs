namespace DingTalk.Stream.Protocol;

/// <summary>The fields of a text message (docs/dingtalk-protocol.md 3.1); those up to <see cref="MessageType"/> hold text.</summary>
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

    /// <summary>A field that no text message without a quote has.</summary>
    Unexpected,

    /// <summary>A field that no message is read for.</summary>
    Unknown,
}
