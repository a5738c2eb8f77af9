using Harness.Agents;
using Load.Traffic;

namespace Load.Chaos.Audits;

/// <summary>A message that was said.</summary>
internal sealed record Message(Token Token, Push Push)
{
    /// <summary>DingTalk pushed it as often as it does, and nobody acked.</summary>
    public bool IsAbandoned => Push.State == "abandoned";

    /// <summary>No push came later; null: none is excluded.</summary>
    public DateTimeOffset? SettledAt => Push is { PushedAt: { } at, AckMs: { } ms } ? at + TimeSpan.FromMilliseconds(ms) : null;

    /// <summary>Whether it may be answered after a later message: it was pushed again, and the later one may have been read before that.</summary>
    public bool MayFollow(Message later) =>
        Push.Count > 1 && later.Push.PushedAt is { } pushed && (SettledAt is not { } settled || pushed <= settled);
}
