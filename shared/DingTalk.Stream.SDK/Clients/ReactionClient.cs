using System.Text.Json;

namespace DingTalk.Stream.OpenApi;

/// <summary>
/// Puts a short text on a message of a person, such as "thinking", and takes it back; see <see cref="RobotClient.Reactions"/>. DingTalk's own SDK has
/// these calls, but no page of its documentation describes them; clients report that they fail now and then (500 <c>system.err</c>), and for messages of
/// robots always. Each is one API call of the month. Source: docs/dingtalk-protocol.md 4.6.
/// </summary>
public sealed class ReactionClient
{
    private readonly AuthorizedCaller _authorized;
    private readonly Uri _reply;
    private readonly Uri _recall;

    internal ReactionClient(DingTalkApiOptions options, AuthorizedCaller authorized)
    {
        _authorized = authorized;
        _reply = new Uri(options.ApiBaseAddress, "/v1.0/robot/emotion/reply");
        _recall = new Uri(options.ApiBaseAddress, "/v1.0/robot/emotion/recall");
    }

    /// <summary>Shows it.</summary>
    /// <param name="reaction">What, and on which message.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="UnknownOutcomeException">It may be shown, or the message was not written by a person.</exception>
    /// <exception cref="DingTalkException">As for <see cref="RobotClient.SendToGroupAsync"/>.</exception>
    public Task AddAsync(MessageReaction reaction, CancellationToken cancellationToken) => PostAsync(_reply, reaction, cancellationToken);

    /// <summary>Takes it back.</summary>
    /// <param name="reaction">The same as was shown.</param>
    /// <param name="cancellationToken">Cancels the call; calling again is safe.</param>
    /// <exception cref="UnknownOutcomeException">It may still be shown.</exception>
    /// <exception cref="DingTalkException">As for <see cref="RobotClient.SendToGroupAsync"/>.</exception>
    public Task RecallAsync(MessageReaction reaction, CancellationToken cancellationToken) => PostAsync(_recall, reaction, cancellationToken);

    private async Task PostAsync(Uri address, MessageReaction reaction, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reaction);
        var body = JsonSerializer.SerializeToUtf8Bytes(reaction.Body(), DingTalkJsonContext.Relaxed.EmotionBody);
        (await _authorized.PostAsync(address, body, cancellationToken).ConfigureAwait(false)).Succeeded();
    }
}
