using PicoClaw.Storage.Lanes.Presence;

namespace PicoClaw.Storage.Lanes;

/// <summary>How a lane was claimed.</summary>
/// <param name="AskedAt">Before the claim was sent.</param>
/// <param name="Span">What it was claimed under.</param>
internal readonly record struct LaneClaim(long AskedAt, PresenceSpan Span);
