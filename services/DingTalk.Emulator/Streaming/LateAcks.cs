namespace DingTalk.Emulator.Streaming;

// Acks that a slow way back still holds.
internal sealed class LateAcks(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly HashSet<ITimer> _held = [];

    public void Hold(TimeSpan delay, Action arrived)
    {
        lock (_gate)
        {
            ITimer? timer = null;
            timer = time.CreateTimer(_ => Release(timer!, arrived), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _held.Add(timer);
            timer.Change(delay, Timeout.InfiniteTimeSpan);
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            foreach (var timer in _held)
            {
                timer.Dispose();
            }

            _held.Clear();
        }
    }

    // What was forgotten meanwhile arrives no more.
    private void Release(ITimer timer, Action arrived)
    {
        bool held;
        lock (_gate)
        {
            held = _held.Remove(timer);
        }

        timer.Dispose();
        if (held)
        {
            arrived();
        }
    }
}
