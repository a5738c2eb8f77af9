namespace DingTalk.Emulator.Limits;

// At most N calls in any window, however they are spread. A refused call uses no slot. Not thread-safe.
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
