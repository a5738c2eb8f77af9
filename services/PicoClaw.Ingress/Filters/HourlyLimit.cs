namespace PicoClaw.Ingress.Filters;

/// <summary>Admits each key once an hour. Forgets all keys when there are too many.</summary>
internal sealed class HourlyLimit(TimeProvider time)
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

    /// <summary>Admits the key again at once: the admitted message was not sent.</summary>
    public void Forget(string key)
    {
        lock (_lock)
        {
            _seen.Remove(key);
        }
    }
}
