namespace PicoClaw.Egress.Pacing;

/// <summary>At most <paramref name="Calls"/> in any <paramref name="Window"/>, as the server sees them.</summary>
/// <param name="Name">What is limited.</param>
/// <param name="Calls">How many; 0: any number.</param>
/// <param name="Window">In how long.</param>
/// <param name="LongestRest">What the doubling rest after throttle answers ends at.</param>
internal sealed record Limit(string Name, int Calls, TimeSpan Window, TimeSpan LongestRest)
{
    public bool IsNone => Calls == 0;
}
