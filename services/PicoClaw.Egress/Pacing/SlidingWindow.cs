namespace PicoClaw.Egress.Pacing;

/// <summary>
/// The slots of one limit. A slot is free again one window after the response of the call that used it: the server saw that call before it
/// answered and sees the next one after it was sent, so it can never count one too many. A throttle answer makes the window rest and halves
/// it; successes raise it again, one by one.
/// </summary>
internal sealed class SlidingWindow(Limit limit, TimeProvider time, Random random)
{
    private const double Jitter = 0.1;

    // Ascending: when the slots of finished calls are free again.
    private readonly List<long> _freeAt = [];
    private readonly long _window = Ticks(limit.Window, time);
    private double _allowed = limit.Calls;
    private int _inFlight;
    private int _strikes;
    private long _restsUntil = long.MinValue;
    private long _throttledAt = long.MinValue;

    public Limit Limit => limit;

    /// <summary>Another number of slots: calls stay counted, and a rest goes on.</summary>
    public void Change(Limit changed, long now)
    {
        if (changed == limit)
        {
            return;
        }

        if (limit.IsNone)
        {
            // What was called without a limit was not counted.
            CountAsFull(now);
        }

        // Halved by a throttle answer, it stays so.
        _allowed = _allowed >= limit.Calls ? changed.Calls : Math.Min(_allowed, changed.Calls);
        limit = changed;
    }

    /// <summary>When one more call may go, or null while that depends on a call in flight.</summary>
    /// <param name="now">On the clock of <see cref="TimeProvider.GetTimestamp"/>.</param>
    /// <param name="isLow">As in <see cref="CallScope.IsLow"/>.</param>
    public long? FreeAt(long now, bool isLow = false)
    {
        Forget(now);
        var earliest = Math.Max(now, _restsUntil);
        var over = _inFlight + _freeAt.Count - (int)(isLow ? _allowed / 2 : _allowed);
        if (limit.IsNone || over < 0)
        {
            return earliest;
        }

        return over < _freeAt.Count ? Math.Max(earliest, _freeAt[over]) : null;
    }

    /// <summary>True when there is nothing left to remember.</summary>
    public bool IsIdle(long now)
    {
        Forget(now);
        return _inFlight == 0 && _freeAt.Count == 0 && (_throttledAt == long.MinValue || now > _restsUntil + Ticks(limit.LongestRest, time));
    }

    public bool IsCoolingDown(long now) => now < _restsUntil;

    public void Take() => _inFlight++;

    /// <summary>The call was never made.</summary>
    public void GiveBack() => _inFlight--;

    public void End(long now)
    {
        _inFlight--;
        if (!limit.IsNone)
        {
            _freeAt.Add(now + _window);
        }
    }

    /// <summary>A call that another process made.</summary>
    public void Add(long endedAt)
    {
        _freeAt.Add(endedAt + _window);
        _freeAt.Sort();
    }

    /// <summary>As if all slots had been used just before.</summary>
    public void CountAsFull(long since) => _restsUntil = Math.Max(_restsUntil, since + _window);

    public void Succeeded()
    {
        _strikes = 0;
        _allowed = Math.Min(limit.Calls, _allowed + (1 / _allowed));
    }

    /// <summary>
    /// How long it rests: <paramref name="told"/>, doubled for each throttle answer in a row, plus jitter. Answers to calls that left
    /// before the first one add nothing.
    /// </summary>
    public TimeSpan Throttled(long takenAt, long now, TimeSpan told)
    {
        if (takenAt > _throttledAt)
        {
            var rest = Math.Max(told.TotalSeconds, Math.Min(told.TotalSeconds * (1 << Math.Min(_strikes, 20)), limit.LongestRest.TotalSeconds));
            _strikes++;
            _throttledAt = now;
            _allowed = Math.Max(1, _allowed / 2);

            // Whole milliseconds, as the store keeps them.
            var jittered = TimeSpan.FromMilliseconds(Math.Ceiling(rest * 1000 * (1 + (Jitter * random.NextDouble()))));
            _restsUntil = Math.Max(_restsUntil, now + Ticks(jittered, time));
        }

        return time.GetElapsedTime(now, Math.Max(now, _restsUntil));
    }

    private static long Ticks(TimeSpan span, TimeProvider time) => (long)Math.Ceiling(span.TotalSeconds * time.TimestampFrequency);

    private void Forget(long now)
    {
        var free = 0;
        while (free < _freeAt.Count && _freeAt[free] <= now)
        {
            free++;
        }

        _freeAt.RemoveRange(0, free);
    }
}
