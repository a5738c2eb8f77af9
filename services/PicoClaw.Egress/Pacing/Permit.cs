namespace PicoClaw.Egress.Pacing;

/// <summary>The right to make one call, not before <see cref="GoAt"/>. Ends by exactly one of the pacer's methods.</summary>
internal sealed class Permit(CallScope scope, IReadOnlyList<SlidingWindow> windows, long takenAt, long goAt)
{
    public CallScope Scope => scope;

    public IReadOnlyList<SlidingWindow> Windows => windows;

    public long TakenAt => takenAt;

    /// <summary>On the clock of <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long GoAt => goAt;
}
