namespace DingTalk.Emulator.Limits;

// Allows N calls in any window of the given length. A refused call uses no slot. Not thread-safe.
internal sealed class SlidingWindow(TimeSpan length, TimeProvider time)
{
    private readonly Queue<long> _calls = new();

    public bool IsIdle
    {
        get
        {
            Forget();
            return _calls.Count == 0;
        }
    }

    public bool TryTake(int limit)
    {
        Forget();
        if (_calls.Count >= limit)
        {
            return false;
        }

        _calls.Enqueue(time.GetTimestamp());
        return true;
    }

    private void Forget()
    {
        while (_calls.TryPeek(out var call) && time.GetElapsedTime(call) >= length)
        {
            _calls.Dequeue();
        }
    }
}
