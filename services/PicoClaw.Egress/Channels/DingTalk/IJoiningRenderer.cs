using PicoClaw.Contracts;

namespace PicoClaw.Egress.Channels.DingTalk;

/// <summary>A renderer whose contents may share a message. One of a kind that always stands alone does not implement it.</summary>
internal interface IJoiningRenderer : IContentRenderer
{
    /// <summary>How many of the replies, from the first on, fit into one message; at least 1.</summary>
    int CountJoinable(IReadOnlyList<DeliverMessage> replies);

    OutboundContent Join(IReadOnlyList<OutboundContent> contents);
}
