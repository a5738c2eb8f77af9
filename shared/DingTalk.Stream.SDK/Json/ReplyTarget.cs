using System.Text.Json;
using DingTalk.Stream.Protocol;

namespace DingTalk.Stream.OpenApi;

/// <summary>
/// The address for replies to a bot message, serializable as text: its session webhook until that expires, the robot API afterwards.
/// Source: docs/dingtalk-protocol.md 3.1, 4.1 and 4.3.
/// </summary>
public sealed record ReplyTarget
{
    /// <summary>The session webhook, a secret; null if the message had none.</summary>
    public Uri? SessionWebhook { get; init; }

    /// <summary>The robot that replies.</summary>
    public required string RobotCode { get; init; }

    /// <summary>Whether the reply goes to a group.</summary>
    public required bool IsGroup { get; init; }

    /// <summary>The receiver of a direct reply (<c>senderStaffId</c>); null when the robot API cannot reach the sender.</summary>
    public string? UserId { get; init; }

    /// <summary>The group of a group reply, case-sensitive; null in a direct chat.</summary>
    public string? OpenConversationId { get; init; }

    /// <summary>Returns the target for replies to a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="defaultRobotCode">Used when the message names no robot; the client id, for internal apps.</param>
    public static ReplyTarget From(BotMessage message, string defaultRobotCode)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new ReplyTarget
        {
            SessionWebhook = message.SessionWebhook,
            RobotCode = message.RobotCode ?? defaultRobotCode,
            IsGroup = message.IsGroup,
            UserId = message.SenderStaffId,
            OpenConversationId = message.IsGroup && message.ConversationId.Length > 0 ? message.ConversationId : null,
        };
    }

    /// <summary>The target as compact JSON, webhook included.</summary>
    public string Serialize() => JsonSerializer.Serialize(this, DingTalkJsonContext.Relaxed.ReplyTarget);

    /// <summary>Reads what <see cref="Serialize"/> wrote.</summary>
    /// <param name="text">Compact JSON.</param>
    /// <exception cref="FormatException">The text is not a reply target.</exception>
    public static ReplyTarget Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return JsonSerializer.Deserialize(text, DingTalkJsonContext.Relaxed.ReplyTarget) is { RobotCode: not null } target
                ? target
                : throw new FormatException("The text is not a reply target.");
        }
        catch (JsonException exception)
        {
            throw new FormatException("The text is not a reply target.", exception);
        }
    }

    /// <summary>Group or user, without the webhook: safe to log.</summary>
    public override string ToString() => IsGroup ? $"group {OpenConversationId}" : $"user {UserId}";
}
