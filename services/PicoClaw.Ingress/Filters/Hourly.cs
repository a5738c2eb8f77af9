namespace PicoClaw.Ingress.Filters;

/// <summary>Lets each key through once an hour. Of very many, all are forgotten.</summary>
internal sealed class Hourly(TimeProvider time)
{
    private const int Most = 10_000;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _seen = new(StringComparer.Ordinal);

    public bool Admits(string key)
    {
        lock (_lock)
        {
            if (_seen.TryGetValue(key, out var seen) && time.GetElapsedTime(seen) < Hour)
            {
                return false;
            }

            if (_seen.Count >= Most)
            {
                _seen.Clear();
            }

            _seen[key] = time.GetTimestamp();
            return true;
        }
    }

    /// <summary>What was let through came to nothing; the next one may pass.</summary>
    public void Forget(string key)
    {
        lock (_lock)
        {
            _seen.Remove(key);
        }
    }
}
