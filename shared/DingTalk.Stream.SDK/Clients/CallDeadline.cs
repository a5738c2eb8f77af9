namespace DingTalk.Stream.OpenApi;

// Ends a call that takes too long. A timer that fires late tells of a pause of this process, not of a silent peer: the answer may wait in
// the socket, so the call gets a moment to read it.
internal sealed class CallDeadline : IDisposable
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _source = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private TimeSpan _due;
    private long _setAt;
    private bool _isDisposed;

    public CallDeadline(TimeSpan timeout, TimeProvider time)
    {
        (_time, _due, _setAt) = (time, timeout, time.GetTimestamp());
        lock (_lock)
        {
            _timer = time.CreateTimer(static deadline => ((CallDeadline)deadline!).Elapsed(), this, timeout, Timeout.InfiniteTimeSpan);
        }
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _timer.Dispose();
            _source.Dispose();
        }
    }

    private void Elapsed()
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            if (_time.GetElapsedTime(_setAt) > _due + Late)
            {
                (_due, _setAt) = (Moment, _time.GetTimestamp());
                _timer.Change(Moment, Timeout.InfiniteTimeSpan);
                return;
            }

            // The call goes on elsewhere: what it runs must not wait for the lock.
            _ = _source.CancelAsync();
        }
    }
}
