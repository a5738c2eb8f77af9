namespace PicoClaw.Contracts;

/// <summary>How a reply finds its way back. Made by the ingress of a channel, read by the egress of that channel, opaque to everyone between.</summary>
public sealed record ReplyRoute
{
    /// <summary>
    /// The channel's own notation. May hold a capability (a one-time address): never log it. Empty: no message told a way, so the channel finds one by the
    /// conversation; the id of a direct one is then the person's, as in <see cref="Sender.Id"/>.
    /// </summary>
    public required string Address { get; init; }

    /// <summary>Until when the cheapest way back is open, UTC. After it the channel uses another way if it has one; null when it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
