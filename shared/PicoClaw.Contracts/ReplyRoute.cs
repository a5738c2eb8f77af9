namespace PicoClaw.Contracts;

/// <summary>How a reply finds its way back. Made by the ingress of a channel, read by the egress of that channel, opaque to everyone between.</summary>
public sealed record ReplyRoute
{
    /// <summary>The channel's own notation. May hold a capability (a one-time address): never log it.</summary>
    public required string Address { get; init; }

    /// <summary>Until when the cheapest way back is open, UTC. After it the channel uses another way if it has one; null when it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
