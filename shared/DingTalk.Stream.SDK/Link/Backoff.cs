namespace DingTalk.Stream;

// Full jitter: each delay is drawn evenly between zero and a ceiling that doubles, so many clients do not reconnect in step.
internal sealed class Backoff(TimeSpan min, TimeSpan max)
{
    // Timers count whole milliseconds, and a zero delay would be a busy loop.
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
