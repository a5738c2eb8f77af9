using System.Diagnostics.CodeAnalysis;
using PicoClaw.Contracts;
using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Channels;

/// <summary>Stands in for a channel that this process does not have: composes nothing, so nothing of it is ever sent.</summary>
internal sealed class UnknownChannel(string name) : IChannel
{
    public string Name => name;

    public IReadOnlyList<SendRoute> Routes => [];

    public CallLimits Limits => CallLimits.None;

    public MonthlyQuota Quota => MonthlyQuota.None;

    public int MessageBytes => 0;

    public int CountJoinable(IReadOnlyList<DeliverMessage> replies) => 1;

    public RenderedReply? Join(DeliverMessage envelope, IReadOnlyList<DeliverMessage> replies) => null;

    public bool IsShown(string account, Guid replyId) => false;

    public string? ProblemOf(OutboundContent content) => null;

    public bool TryCompose(DeliverMessage message, [NotNullWhen(true)] out RenderedReply? reply, [NotNullWhen(false)] out string? problem)
    {
        (reply, problem) = (null, $"this egress has no channel \"{message.Conversation.Channel}\"");
        return false;
    }

    public ValueTask<RenderedReply> PrepareAsync(RenderedReply reply, bool isApiOpen, CancellationToken cancellationToken) => ValueTask.FromResult(reply);

    public OutboundContent? Substitute(RenderedReply reply, int part) => null;

    public SendRoute? ChooseRoute(RenderedReply reply, bool isApiOpen, string? pinned = null) => null;

    public CallScope ScopeOf(RenderedReply reply, SendRoute route) => throw new NotSupportedException();

    public bool MayShareCall(RenderedReply reply, RenderedReply other) => false;

    public Task<SendResult> SendAsync(
        RenderedReply reply, SendRoute route, int part, IReadOnlyList<string> recipientIds, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
