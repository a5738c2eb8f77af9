using DingTalk.Stream.Protocol;

namespace DingTalk.Stream.OpenApi;

/// <summary>
/// Replies to a message: through its session webhook, which costs no API call, or through the robot API once the webhook has expired.
/// Source: docs/dingtalk-protocol.md 4.
/// </summary>
public static class ReplyExtensions
{
    /// <summary>Replies with plain text.</summary>
    /// <inheritdoc cref="ReplyAsync(RobotClient, ReplyTarget, SessionMessage, CancellationToken)"/>
    /// <param name="message">The message to reply to.</param>
    /// <param name="robot">The client that sends.</param>
    /// <param name="text">The reply.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static Task ReplyAsync(this BotMessage message, RobotClient robot, string text, CancellationToken cancellationToken) =>
        message.ReplyAsync(robot, new TextMessage(text, []), cancellationToken);

    /// <summary>Replies to a message.</summary>
    /// <inheritdoc cref="ReplyAsync(RobotClient, ReplyTarget, SessionMessage, CancellationToken)"/>
    /// <param name="message">The message to reply to.</param>
    /// <param name="robot">The client that sends.</param>
    /// <param name="reply">The reply.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static Task ReplyAsync(this BotMessage message, RobotClient robot, SessionMessage reply, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(robot);
        return robot.ReplyAsync(ReplyTarget.From(message, robot.ClientId), reply, cancellationToken);
    }

    /// <summary>
    /// Replies to a stored target, perhaps hours later. The robot API is used only when the webhook has expired, so nothing is sent
    /// twice; it cannot mention users and has no feed message.
    /// </summary>
    /// <param name="robot">The client that sends.</param>
    /// <param name="target">The target.</param>
    /// <param name="reply">The reply.</param>
    /// <param name="cancellationToken">
    /// Cancels the call; <see cref="CanceledAfterSendException"/> means that the message may have been sent.
    /// </param>
    /// <exception cref="SessionExpiredException">
    /// The webhook has expired or there was none, and the robot API cannot reach the conversation or has no such message.
    /// </exception>
    /// <exception cref="DingTalkException">As for sending.</exception>
    public static async Task ReplyAsync(this RobotClient robot, ReplyTarget target, SessionMessage reply, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(robot);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(reply);
        var viaApi = ViaApi(robot, target, reply);
        if (target.SessionWebhook is { } webhook)
        {
            try
            {
                await robot.SendBySessionAsync(webhook, reply, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (SessionExpiredException) when (viaApi is not null)
            {
                // Nothing was sent, so the second attempt cannot duplicate it.
            }
        }

        if (viaApi is null)
        {
            throw new SessionExpiredException(
                "The message has no session webhook, and the robot API cannot reach its conversation or cannot send such a message.");
        }

        await viaApi(cancellationToken).ConfigureAwait(false);
    }

    // The call of the robot API; null when it has none for this target and message.
    private static Func<CancellationToken, Task>? ViaApi(
        RobotClient robot, ReplyTarget target, SessionMessage reply) => (Converted(reply), target) switch
        {
            ({ } message, { IsGroup: true, OpenConversationId: { } group }) =>
                cancellationToken => robot.SendToGroupAsync(target.RobotCode, group, message, cancellationToken),
            ({ } message, { IsGroup: false, UserId: { } user }) =>
                cancellationToken => ToUserAsync(robot, target.RobotCode, user, message, cancellationToken),
            _ => null,
        };

    private static RobotMessage? Converted(SessionMessage reply) => reply switch
    {
        TextMessage text => RobotMessage.Text(text.Text),
        MarkdownMessage markdown => markdown,
        LinkMessage link => RobotMessage.Link(link),
        ActionCardMessage { Buttons.Count: >= 1 and <= 5 } card =>
            RobotMessage.ActionCard(card with { SideBySide = card.SideBySide && card.Buttons.Count == 2 }),
        _ => null,
    };

    // A successful call may have reached nobody.
    private static async Task ToUserAsync(RobotClient robot, string robotCode, string user, RobotMessage message, CancellationToken cancellationToken)
    {
        var sent = await robot.SendToUsersAsync(robotCode, [user], message, cancellationToken).ConfigureAwait(false);
        if (sent.InvalidUserIds.Count > 0)
        {
            throw new PermanentException("DingTalk says that the user does not exist or may not receive messages from this robot; nothing was sent.");
        }

        if (sent.FlowControlledUserIds.Count > 0)
        {
            throw new ThrottledException("DingTalk delivers no more messages of this robot to the user for a while; nothing was sent.")
            {
                RetryAfter = robot.ThrottleDelay,
            };
        }
    }
}
