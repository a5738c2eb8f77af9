namespace Benchmarks.Stream;

internal sealed record PhaseTiming(TimeSpan Elapsed, double[] AckMilliseconds)
{
    public double At(double share)
    {
        Array.Sort(AckMilliseconds);
        return AckMilliseconds[(int)(share * (AckMilliseconds.Length - 1))];
    }
}
