namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>Lets a number of calls begin in any minute; who comes later gets the next free instant.</summary>
internal sealed class RateGate(int callsPerMinute, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Queue<DateTimeOffset> _starts = new();

    /// <summary>How long to wait before the call may begin; null, and nothing is reserved, when that is longer than <paramref name="longest"/>.</summary>
    public TimeSpan? Reserve(TimeSpan longest)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var start = _starts.Count < callsPerMinute || _starts.Peek() + Window <= now ? now : _starts.Peek() + Window;
            if (start - now > longest)
            {
                return null;
            }

            _starts.Enqueue(start);
            if (_starts.Count > callsPerMinute)
            {
                _starts.Dequeue();
            }

            return start - now;
        }
    }
}
