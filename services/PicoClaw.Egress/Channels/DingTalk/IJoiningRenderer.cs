using PicoClaw.Contracts;

namespace PicoClaw.Egress.Channels.DingTalk;

/// <summary>A renderer whose contents may share a message. One of a kind that always stands alone does not implement it.</summary>
internal interface IJoiningRenderer : IContentRenderer
{
    /// <summary>How many of the replies, from the first on, fit into one message; at least 1.</summary>
    int CountJoinable(IReadOnlyList<DeliverMessage> replies);

    /// <summary>Those replies as one message, each with its own actions; null when it would be too long after all.</summary>
    DingTalkMessage? Join(IReadOnlyList<DeliverMessage> replies, IReadOnlyList<string> mentions);
}
