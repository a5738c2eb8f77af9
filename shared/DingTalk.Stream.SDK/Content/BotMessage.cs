namespace DingTalk.Stream.Protocol;

/// <summary>
/// A message to the bot: the parsed <c>data</c> of a <c>CALLBACK</c> frame of topic <see cref="Topics.BotMessage"/>.
/// Ids are opaque and case sensitive. Source: docs/dingtalk-protocol.md 3.1 to 3.4.
/// </summary>
public sealed record BotMessage
{
    /// <summary>
    /// DingTalk's id of the message (<c>msgId</c>, else the frame's <c>messageId</c>). Two bots mentioned in one message get the same id.
    /// </summary>
    public required string MessageId { get; init; }

    /// <summary>
    /// The conversation (<c>cid…</c>); "" when absent. In a group it is also the target of a group send, in a direct chat it is not.
    /// </summary>
    public required string ConversationId { get; init; }

    /// <summary>True unless <c>conversationType</c> is <c>1</c>.</summary>
    public required bool IsGroup { get; init; }

    /// <summary>The group's name; null in a direct chat.</summary>
    public string? ConversationTitle { get; init; }

    /// <summary>The wire's <c>msgtype</c>, such as <c>text</c>; "" when absent.</summary>
    public required string MessageType { get; init; }

    /// <summary>The content.</summary>
    public required BotMessageContent Content { get; init; }

    /// <summary>When the message was written (milliseconds on the wire).</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The sender's encrypted id (<c>$:LWCP_v1:$…</c>): stable, but no message can be sent to it.</summary>
    public string? SenderId { get; init; }

    /// <summary>
    /// The sender's user id in the organisation, the target of a direct send; null for outside contacts and until the app is published.
    /// </summary>
    public string? SenderStaffId { get; init; }

    /// <summary>The sender's display name.</summary>
    public string? SenderNick { get; init; }

    /// <summary>The sender's organisation.</summary>
    public string? SenderCorpId { get; init; }

    /// <summary>The sender's id across organisations; only in newer payloads.</summary>
    public string? SenderUnionId { get; init; }

    /// <summary>The sender's platform, such as <c>Mac</c> or <c>Win</c>.</summary>
    public string? SenderPlatform { get; init; }

    /// <summary>Whether the sender administers the organisation; meaningful once the app is published.</summary>
    public bool IsAdmin { get; init; }

    /// <summary>The bot's code; it equals the client id for internal apps and may be missing.</summary>
    public string? RobotCode { get; init; }

    /// <summary>The bot's own encrypted id.</summary>
    public string? ChatbotUserId { get; init; }

    /// <summary>The bot's organisation.</summary>
    public string? ChatbotCorpId { get; init; }

    /// <summary>Whether the bot was mentioned; false in a direct chat, where the field is absent.</summary>
    public bool IsInAtList { get; init; }

    /// <summary>The mentioned users, the bot included; empty in a direct chat.</summary>
    public IReadOnlyList<MentionedUser> AtUsers { get; init; } = [];

    /// <summary>The message that this one quotes; null when it quotes none.</summary>
    public Quote? Quote { get; init; }

    /// <summary>
    /// The address for replies; a secret, because anyone who knows it may write. Null when absent or not an absolute address.
    /// </summary>
    public Uri? SessionWebhook { get; init; }

    /// <summary>When <see cref="SessionWebhook"/> expires (90 minutes in all captures).</summary>
    public DateTimeOffset? SessionWebhookExpiresAt { get; init; }

    /// <summary>
    /// The whole payload, for fields that have no property here; empty without <see cref="DingTalkStreamOptions.KeepPayload"/>. It holds
    /// text and the webhook: do not log it.
    /// </summary>
    public MessagePayload Payload { get; init; } = MessagePayload.None;

    /// <summary>
    /// Parses a frame's payload: numbers may be strings, <c>content</c> may be JSON in a string, and any field may be missing.
    /// </summary>
    /// <param name="frame">A frame of topic <see cref="Topics.BotMessage"/>.</param>
    /// <returns>The message.</returns>
    /// <exception cref="MalformedFrameException">The data is not a JSON object, or neither data nor headers give an id.</exception>
    public static BotMessage Parse(StreamFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return BotMessageParser.Parse(ParsedFrame.Of(frame));
    }

    /// <summary>Type and id, without text, names or the webhook: safe to log.</summary>
    public override string ToString() => $"{MessageType} message {MessageId}";
}
