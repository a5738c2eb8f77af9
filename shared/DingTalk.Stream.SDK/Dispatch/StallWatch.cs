namespace DingTalk.Stream;

// Notices when work has made no progress for 0.1 to 0.2 s, because its thread is blocked. Watching costs one interlocked operation; the
// timer, on real time because it is about threads, runs only while there is work. `progress` is a number that changes with progress, and 0
// without work; `onStall` gets the number that did not change.
internal sealed class StallWatch : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(10);

    private readonly Func<long> _progress;
    private readonly Action<long> _onStall;
    private readonly Timer _timer;
    private long _lastSeen;
    private long _recentUntil;
    private int _isWatching;

    public StallWatch(Func<long> progress, Action<long> onStall)
    {
        (_progress, _onStall) = (progress, onStall);
        _timer = new Timer(watch => ((StallWatch)watch!).Look(), this, Timeout.Infinite, Timeout.Infinite);
    }

    // It has happened in the last 10 s, so it is likely to happen again.
    public bool IsRecent => Environment.TickCount64 < Volatile.Read(ref _recentUntil);

    // There is work now. It is watched until there is none.
    public void Watch()
    {
        if (Interlocked.Exchange(ref _isWatching, 1) == 0)
        {
            _timer.Change(Patience, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var progress = _progress();
        if (progress != 0 && progress == _lastSeen)
        {
            Volatile.Write(ref _recentUntil, Environment.TickCount64 + (long)Memory.TotalMilliseconds);
            _onStall(progress);
        }

        _lastSeen = progress;
        Interlocked.Exchange(ref _isWatching, 0);
        if (_progress() != 0)
        {
            Watch();
        }
    }
}
