namespace DingTalk.Stream;

/// <summary>Which work waits behind which. A lane exists while its key has work, so that nothing is kept for keys gone quiet.</summary>
internal sealed class OrderedLanes
{
    private readonly Dictionary<string, PendingFrame> _last = new(StringComparer.Ordinal);

    /// <returns>True when nothing of the same key is before it: the caller then runs it and what follows.</returns>
    public bool Enter(PendingFrame work)
    {
        if (work.Prepared.OrderingKey is not { } key)
        {
            return true;
        }

        lock (_last)
        {
            if (_last.TryAdd(key, work))
            {
                return true;
            }

            _last[key].Behind = work;
            _last[key] = work;
            return false;
        }
    }

    /// <returns>What the caller runs next, or null when the lane is empty and gone.</returns>
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
