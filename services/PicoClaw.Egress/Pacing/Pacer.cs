namespace PicoClaw.Egress.Pacing;

/// <summary>
/// All limits of one account. Takes what a call needs of them, or nothing. All accounts of a channel share the window of the process's
/// address, and its lock.
/// </summary>
internal sealed class Pacer(CallLimits limits, SlidingWindow address, TimeProvider time, Random random)
{
    /// <summary>A takeover counts windows up to this length as full; for longer ones <see cref="Adopt"/> is told the calls.</summary>
    public static readonly TimeSpan ShortWindow = TimeSpan.FromSeconds(2);

    private const int SweepAt = 256;

    private readonly Dictionary<(char Kind, string Name), SlidingWindow> _windows = [];
    private CallLimits _limits = limits;
    private int _sweepAt = SweepAt;
    private long? _adoptedAt;

    /// <summary>How many windows it keeps.</summary>
    public int Count => _windows.Count;

    /// <summary>Takes changed limits into use.</summary>
    public void Follow(CallLimits changed)
    {
        if (changed == _limits)
        {
            return;
        }

        lock (address)
        {
            _limits = changed;
            var now = time.GetTimestamp();
            address.Change(changed.Address, now);
            foreach (var (key, window) in _windows)
            {
                window.Change(key.Kind switch { 'a' => changed.OfApi(key.Name), 'w' => changed.Webhook, _ => changed.Conversation }, now);
            }
        }
    }

    /// <summary>Starts over for an account that another process has sent for.</summary>
    public void Adopt(IEnumerable<PastCall> calls)
    {
        lock (address)
        {
            var now = time.GetTimestamp();
            _windows.Clear();
            _adoptedAt = now;
            foreach (var call in calls)
            {
                foreach (var window in WindowsOf(call.Scope, now).Where(window => window.Limit.Window > ShortWindow))
                {
                    window.Add(now - (long)(call.Ago.TotalSeconds * time.TimestampFrequency));
                }
            }
        }
    }

    /// <summary>Until such a call may go; zero: now; null: a call in flight must end first.</summary>
    public TimeSpan? Wait(CallScope scope)
    {
        lock (address)
        {
            var now = time.GetTimestamp();
            return FreeAt(WindowsOf(scope, now), scope.IsLow, now) is { } free ? time.GetElapsedTime(now, free) : null;
        }
    }

    /// <summary>A permit for a call that may go now or within <paramref name="ahead"/>, else null.</summary>
    public Permit? TryTake(CallScope scope, TimeSpan ahead)
    {
        lock (address)
        {
            var now = time.GetTimestamp();
            var windows = WindowsOf(scope, now);
            if (FreeAt(windows, scope.IsLow, now) is not { } free || time.GetElapsedTime(now, free) > ahead)
            {
                return null;
            }

            windows.ForEach(window => window.Take());
            return new Permit(windows, address, time, now, free);
        }
    }

    private static long? FreeAt(List<SlidingWindow> windows, bool isLow, long now)
    {
        var free = now;
        foreach (var window in windows)
        {
            if (window.FreeAt(now, isLow) is not { } at)
            {
                return null;
            }

            free = Math.Max(free, at);
        }

        return free;
    }

    // First the one that a throttling response applies to.
    private List<SlidingWindow> WindowsOf(CallScope scope, long now)
    {
        var windows = new List<SlidingWindow>(3);
        windows.Add(scope.Api is { } api ? Window(('a', api), _limits.OfApi(api), now) : Window(('w', scope.Webhook!), _limits.Webhook, now));
        if (scope.Conversation is { } conversation && !_limits.Conversation.IsNone)
        {
            windows.Add(Window(('c', conversation), _limits.Conversation, now));
        }

        windows.Add(address);
        return windows;
    }

    private SlidingWindow Window((char Kind, string Name) key, Limit limit, long now)
    {
        if (_windows.TryGetValue(key, out var known))
        {
            return known;
        }

        Sweep(now);
        var window = new SlidingWindow(limit, time, random);
        if (_adoptedAt is { } adopted && limit.Window <= ShortWindow)
        {
            window.CountAsFull(adopted);
        }

        return _windows[key] = window;
    }

    private void Sweep(long now)
    {
        if (_windows.Count < _sweepAt)
        {
            return;
        }

        foreach (var (key, window) in _windows)
        {
            if (window.IsIdle(now))
            {
                _windows.Remove(key);
            }
        }

        // So that a sweep which finds little is not repeated for every call.
        _sweepAt = Math.Max(SweepAt, _windows.Count * 2);
    }
}
