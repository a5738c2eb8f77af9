namespace PicoClaw.Hosting.Messaging;

/// <summary>A time in which nothing was taken.</summary>
internal sealed class SendOutage(TimeProvider time)
{
    private readonly Lock _lock = new();
    private int _refused;
    private long _since;

    /// <summary>How many sends were refused since the last one that was taken, this one included.</summary>
    public int Count()
    {
        lock (_lock)
        {
            _since = _refused == 0 ? time.GetTimestamp() : _since;
            return ++_refused;
        }
    }

    /// <summary>Null when there was none.</summary>
    public (int Refused, TimeSpan Length)? End()
    {
        lock (_lock)
        {
            if (_refused == 0)
            {
                return null;
            }

            var ended = (_refused, time.GetElapsedTime(_since));
            _refused = 0;
            return ended;
        }
    }
}
