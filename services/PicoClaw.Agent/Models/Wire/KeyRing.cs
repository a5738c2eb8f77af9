namespace PicoClaw.Agent.Models.Wire;

/// <summary>The keys of one model, used in turn. A key that was refused or throttled is tried last until its rest is over.</summary>
internal sealed class KeyRing(IEnumerable<string> keys, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly (string Key, long RestsUntil)[] _keys = [.. keys.Where(key => key.Length > 0).Select(key => (key, long.MinValue))];
    private int _next;

    /// <summary>All keys, in the order in which one call tries them; the next call begins with another key.</summary>
    public IReadOnlyList<(int Place, string Key)> Order()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            var first = _next++;
            _next %= Math.Max(1, _keys.Length);
            return [.. Enumerable.Range(first, _keys.Length)
                .Select(index => index % _keys.Length)
                .OrderBy(index => _keys[index].RestsUntil > now ? _keys[index].RestsUntil : long.MinValue)
                .Select(index => (index, _keys[index].Key))];
        }
    }

    public void Rest(int place, TimeSpan duration)
    {
        lock (_lock)
        {
            _keys[place].RestsUntil = time.GetTimestamp() + (long)(duration.TotalSeconds * time.TimestampFrequency);
        }
    }
}
