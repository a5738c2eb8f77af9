using PicoClaw.Contracts;

namespace PicoClaw.Agent.Actions;

/// <summary>What a conversation's row says of how to answer there.</summary>
/// <param name="Route">The newest one of its turns that have ended; null: none is known.</param>
/// <param name="HeardAt">When the message of the route was sent.</param>
/// <param name="Person">The key of the person whose direct conversation it is; null: a group, or not known yet.</param>
internal sealed record StoredWay(ReplyRoute? Route, long HeardAt, string? Person);
