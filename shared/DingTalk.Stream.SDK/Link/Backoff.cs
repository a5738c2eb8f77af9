namespace DingTalk.Stream;

/// <summary>Full jitter: the next delay is drawn evenly between zero and a ceiling that doubles, so that many clients do not come back in step.</summary>
internal sealed class Backoff(TimeSpan min, TimeSpan max)
{
    // Timers count in whole milliseconds, and no delay at all would be a storm.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private int _failures;

    public void Reset() => _failures = 0;

    public TimeSpan Ceiling()
    {
        var ceiling = min.Ticks * Math.Pow(2, _failures);
        return ceiling >= max.Ticks ? max : TimeSpan.FromTicks((long)ceiling);
    }

    public TimeSpan Next()
    {
        var ceiling = Ceiling();
        _failures = Math.Min(_failures + 1, 62);
#pragma warning disable CA5394 // Spreads load; nobody gains by guessing it.
        var delay = ceiling * Random.Shared.NextDouble();
#pragma warning restore CA5394
        return delay > Shortest ? delay : Shortest;
    }
}
