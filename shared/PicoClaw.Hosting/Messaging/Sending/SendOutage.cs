namespace PicoClaw.Hosting.Messaging.Sending;

/// <summary>A time in which every send was refused.</summary>
internal sealed class SendOutage(TimeProvider time)
{
    private readonly Lock _lock = new();
    private int _refused;
    private long _since;

    /// <summary>Counts a refused send; returns the number since the last confirmed one.</summary>
    public int Count()
    {
        lock (_lock)
        {
            _since = _refused == 0 ? time.GetTimestamp() : _since;
            return ++_refused;
        }
    }

    /// <summary>Ends the outage; null when there was none.</summary>
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
