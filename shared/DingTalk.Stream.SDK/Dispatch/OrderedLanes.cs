namespace DingTalk.Stream;

// Queues frames by ordering key. A lane exists only while its key has frames, so idle keys use no memory.
internal sealed class OrderedLanes
{
    private readonly Dictionary<string, PendingFrame> _last = new(StringComparer.Ordinal);

    // True when the lane was empty: the caller runs this frame and those that Next returns.
    public bool Enter(PendingFrame pending)
    {
        if (pending.Prepared.OrderingKey is not { } key)
        {
            return true;
        }

        lock (_last)
        {
            if (_last.TryAdd(key, pending))
            {
                return true;
            }

            _last[key].Behind = pending;
            _last[key] = pending;
            return false;
        }
    }

    // The next frame of the lane; null when the lane is empty and removed.
    public PendingFrame? Next(PendingFrame done)
    {
        if (done.Prepared.OrderingKey is not { } key)
        {
            return null;
        }

        lock (_last)
        {
            if (done.Behind is null)
            {
                _last.Remove(key);
            }

            return done.Behind;
        }
    }
}
