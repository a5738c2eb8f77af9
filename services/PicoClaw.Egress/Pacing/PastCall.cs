namespace PicoClaw.Egress.Pacing;

/// <summary>A call that another holder of the account made, and how long ago it ended.</summary>
internal sealed record PastCall(CallScope Scope, TimeSpan Ago);
