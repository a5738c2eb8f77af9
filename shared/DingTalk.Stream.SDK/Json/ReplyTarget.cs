using System.Text.Json;
using DingTalk.Stream.Protocol;

namespace DingTalk.Stream.OpenApi;

/// <summary>
/// Where a bot message can be answered, to be kept and carried as text: through its session webhook while that lives, through the robot API
/// later. Source: docs/dingtalk-protocol.md 3.1, 4.1 and 4.3.
/// </summary>
public sealed record ReplyTarget
{
    /// <summary>The session webhook, a secret; null when the message had none.</summary>
    public Uri? SessionWebhook { get; init; }

    /// <summary>The robot that answers.</summary>
    public required string RobotCode { get; init; }

    /// <summary>Whether the answer goes to a group.</summary>
    public required bool IsGroup { get; init; }

    /// <summary>Whom a direct answer goes to (<c>senderStaffId</c>); null when the sender cannot be written to through the robot API.</summary>
    public string? UserId { get; init; }

    /// <summary>The group an answer goes to, case sensitive; null in a direct chat.</summary>
    public string? OpenConversationId { get; init; }

    /// <summary>Where a message can be answered.</summary>
    /// <param name="message">The message.</param>
    /// <param name="defaultRobotCode">Taken when the message names no robot; the client id, for internal apps.</param>
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
    /// <exception cref="FormatException">The text is no reply target.</exception>
    public static ReplyTarget Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return JsonSerializer.Deserialize(text, DingTalkJsonContext.Relaxed.ReplyTarget) is { RobotCode: not null } target
                ? target
                : throw new FormatException("The text is no reply target.");
        }
        catch (JsonException exception)
        {
            throw new FormatException("The text is no reply target.", exception);
        }
    }

    /// <summary>Names the target without the webhook, so that it may be logged.</summary>
    public override string ToString() => IsGroup ? $"group {OpenConversationId}" : $"user {UserId}";
}
