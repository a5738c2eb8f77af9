using PicoClaw.Egress.Channels;

namespace PicoClaw.Egress.Merging;

/// <summary>The first replies of a conversation as one.</summary>
/// <param name="Reply">Null when the first cannot be rendered.</param>
/// <param name="Count">How many it brings.</param>
/// <param name="Problem">Why it cannot.</param>
internal sealed record MergedReply(RenderedReply? Reply, int Count, string? Problem);
