namespace PicoClaw.Egress.Pacing;

/// <summary>At most <paramref name="Calls"/> in any <paramref name="Window"/>, as the server sees them.</summary>
/// <param name="Calls">0: any number.</param>
/// <param name="Window">Sliding, not by the clock.</param>
/// <param name="LongestRest">The longest rest after throttle answers in a row, each of which doubles it.</param>
internal sealed record Limit(int Calls, TimeSpan Window, TimeSpan LongestRest)
{
    public bool IsNone => Calls == 0;
}
