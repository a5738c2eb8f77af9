namespace DingTalk.Emulator.Streaming;

// Acks delayed by the fault `delayAckMs`.
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

    // After a reset the ack does not arrive.
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
