namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>Lets a number of calls begin in any minute; later ones get the next free moment.</summary>
internal sealed class RateGate(int callsPerMinute, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Queue<long> _starts = new();

    /// <summary>How long to wait before the call; null, and nothing is reserved, when that is longer than <paramref name="longest"/>.</summary>
    public TimeSpan? Reserve(TimeSpan longest)
    {
        lock (_lock)
        {
            // Not the wall clock: set back, it would make calls wait longer.
            var now = time.GetTimestamp();
            var next = _starts.Count < callsPerMinute ? now : _starts.Peek() + (long)(Window.TotalSeconds * time.TimestampFrequency);
            var start = Math.Max(now, next);
            var wait = time.GetElapsedTime(now, start);
            if (wait > longest)
            {
                return null;
            }

            _starts.Enqueue(start);
            if (_starts.Count > callsPerMinute)
            {
                _starts.Dequeue();
            }

            return wait;
        }
    }
}
