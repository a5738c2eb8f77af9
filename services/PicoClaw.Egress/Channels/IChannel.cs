using System.Diagnostics.CodeAnalysis;
using PicoClaw.Contracts;
using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Channels;

/// <summary>
/// A messaging platform as the sender sees it: composes replies, chooses their route and makes the call. It keeps no count and decides on
/// no retry.
/// </summary>
internal interface IChannel
{
    /// <summary>As in <see cref="Conversation.Channel"/>.</summary>
    string Name { get; }

    /// <summary>The ways to a conversation.</summary>
    IReadOnlyList<SendRoute> Routes { get; }

    CallLimits Limits { get; }

    MonthlyQuota Quota { get; }

    /// <summary>How much text one message takes, in bytes: more need not be read to fill it.</summary>
    int MessageBytes { get; }

    /// <summary>How many of the replies, from the first on, one message may hold together; at least 1.</summary>
    int CountJoinable(IReadOnlyList<DeliverMessage> replies);

    /// <summary>
    /// The replies that <see cref="CountJoinable"/> allowed as one message, by the route and with the mentions of <paramref name="envelope"/>; null when
    /// they are too long for one after all.
    /// </summary>
    RenderedReply? Join(DeliverMessage envelope, IReadOnlyList<DeliverMessage> replies);

    /// <summary>Why the platform takes no such content, in a sentence for its sender; null: nothing is known against it.</summary>
    string? ProblemOf(OutboundContent content);

    /// <summary>Whether people see something of this reply already, while it is made.</summary>
    bool IsShown(string account, Guid replyId);

    /// <summary>Renders a reply, or says in a sentence why it never can.</summary>
    bool TryCompose(DeliverMessage message, [NotNullWhen(true)] out RenderedReply? reply, [NotNullWhen(false)] out string? problem);

    /// <summary>
    /// The reply as it can go now: with what the platform has been given for it, or with a sentence in the place of what cannot be sent. One that
    /// needs neither is returned as it is.
    /// </summary>
    ValueTask<RenderedReply> PrepareAsync(RenderedReply reply, bool isApiOpen, CancellationToken cancellationToken);

    /// <summary>What is said in place of a part that the platform refused for good; null: nothing can be said.</summary>
    OutboundContent? Substitute(RenderedReply reply, int part);

    /// <summary>
    /// The cheapest open route, or null. After a call with an unknown outcome it is the route of that call, <paramref name="pinned"/>,
    /// while it is open.
    /// </summary>
    SendRoute? ChooseRoute(RenderedReply reply, bool isApiOpen, string? pinned = null);

    /// <summary>What a call by this route counts against.</summary>
    CallScope ScopeOf(RenderedReply reply, SendRoute route);

    /// <summary>Whether one call may bring both replies, each to its own recipient.</summary>
    bool MayShareCall(RenderedReply reply, RenderedReply other);

    /// <summary>Makes one call. Throws for a defect only: then the message may have been sent.</summary>
    /// <param name="reply">What to send, and where.</param>
    /// <param name="route">The way to take.</param>
    /// <param name="part">Which of its parts, from 0.</param>
    /// <param name="recipientIds">To whom, where the route takes several recipients.</param>
    /// <param name="cancellationToken">Gives up, as the process stops.</param>
    Task<SendResult> SendAsync(RenderedReply reply, SendRoute route, int part, IReadOnlyList<string> recipientIds, CancellationToken cancellationToken);
}
