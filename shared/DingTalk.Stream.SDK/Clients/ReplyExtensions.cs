using DingTalk.Stream.Protocol;

namespace DingTalk.Stream.OpenApi;

/// <summary>Answers where a message came from: through its session webhook, which costs no API call, and through the robot API once that is gone. Source: docs/dingtalk-protocol.md 4.</summary>
public static class ReplyExtensions
{
    /// <summary>Answers a message with plain text.</summary>
    /// <inheritdoc cref="ReplyAsync(RobotClient, ReplyTarget, SessionMessage, CancellationToken)"/>
    /// <param name="message">What is answered.</param>
    /// <param name="robot">The client that sends.</param>
    /// <param name="text">The answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task ReplyAsync(this BotMessage message, RobotClient robot, string text, CancellationToken cancellationToken) =>
        message.ReplyAsync(robot, new TextMessage(text, []), cancellationToken);

    /// <summary>Answers a message.</summary>
    /// <inheritdoc cref="ReplyAsync(RobotClient, ReplyTarget, SessionMessage, CancellationToken)"/>
    /// <param name="message">What is answered.</param>
    /// <param name="robot">The client that sends.</param>
    /// <param name="reply">The answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task ReplyAsync(this BotMessage message, RobotClient robot, SessionMessage reply, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(robot);
        return robot.ReplyAsync(ReplyTarget.From(message, robot.ClientId), reply, cancellationToken);
    }

    /// <summary>
    /// Answers a target that was kept, perhaps hours later. The robot API mentions nobody and has no feed; it is asked only when the webhook is gone, as then nothing was sent.
    /// </summary>
    /// <param name="robot">The client that sends.</param>
    /// <param name="target">Where the answer goes.</param>
    /// <param name="reply">The answer.</param>
    /// <param name="cancellationToken">Gives up; whether the message may have been sent tells <see cref="CanceledAfterSendException"/>.</param>
    /// <exception cref="SessionExpiredException">The webhook is gone or there was none, and the robot API cannot reach that conversation or has no such message.</exception>
    /// <exception cref="DingTalkException">As for sending.</exception>
    public static async Task ReplyAsync(this RobotClient robot, ReplyTarget target, SessionMessage reply, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(robot);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(reply);
        var later = Later(robot, target, reply);
        if (target.SessionWebhook is { } webhook)
        {
            try
            {
                await robot.SendBySessionAsync(webhook, reply, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (SessionExpiredException) when (later is not null)
            {
                // Nothing was sent, so the other way doubles nothing.
            }
        }

        await (later ?? throw new SessionExpiredException("The message has no session webhook, and the robot API does not reach its conversation or cannot send such a message."))(cancellationToken).ConfigureAwait(false);
    }

    // The way of the robot API, or null.
    private static Func<CancellationToken, Task>? Later(RobotClient robot, ReplyTarget target, SessionMessage reply) => (Converted(reply), target) switch
    {
        ({ } message, { IsGroup: true, OpenConversationId: { } group }) => cancellationToken => robot.SendToGroupAsync(target.RobotCode, group, message, cancellationToken),
        ({ } message, { IsGroup: false, UserId: { } user }) => cancellationToken => ToUserAsync(robot, target.RobotCode, user, message, cancellationToken),
        _ => null,
    };

    private static RobotMessage? Converted(SessionMessage reply) => reply switch
    {
        TextMessage text => RobotMessage.Text(text.Text),
        MarkdownMessage markdown => markdown,
        LinkMessage link => RobotMessage.Link(link),
        ActionCardMessage { Buttons.Count: >= 1 and <= 5 } card => RobotMessage.ActionCard(card with { SideBySide = card.SideBySide && card.Buttons.Count == 2 }),
        _ => null,
    };

    // A call that succeeds may reach nobody.
    private static async Task ToUserAsync(RobotClient robot, string robotCode, string user, RobotMessage message, CancellationToken cancellationToken)
    {
        var sent = await robot.SendToUsersAsync(robotCode, [user], message, cancellationToken).ConfigureAwait(false);
        if (sent.InvalidUserIds.Count > 0)
        {
            throw new PermanentException("DingTalk says that the user does not exist, or may not get messages of this robot; nothing was sent.");
        }

        if (sent.FlowControlledUserIds.Count > 0)
        {
            throw new ThrottledException("DingTalk lets the user get no more messages of this robot for a while; nothing was sent.") { RetryAfter = robot.ThrottleDelay };
        }
    }
}
