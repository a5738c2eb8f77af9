namespace DingTalk.Emulator.Transcripts;

// Keeps the newest entries, bounded in number and characters. Sequence numbers are never reused. Not thread-safe.
internal sealed class BoundedLog<T>(int capacity, long maxWeight, Func<T, int> weigh) where T : class
{
    private readonly Dictionary<long, T> _entries = [];
    private long _oldest = 1;
    private long _weight;

    public long Last { get; private set; }

    public IEnumerable<T> Entries
    {
        get
        {
            for (var sequence = _oldest; sequence <= Last; sequence++)
            {
                yield return _entries[sequence];
            }
        }
    }

    public T Add(Func<long, T> create)
    {
        var entry = create(++Last);
        _entries[Last] = entry;
        _weight += weigh(entry);
        while (_entries.Count > capacity || (_weight > maxWeight && _entries.Count > 1))
        {
            _entries.Remove(_oldest++, out var left);
            _weight -= weigh(left!);
        }

        return entry;
    }

    // Null when the entry was dropped already.
    public T? Change(long sequence, Func<T, T> change)
    {
        if (!_entries.TryGetValue(sequence, out var entry))
        {
            return null;
        }

        var changed = change(entry);
        _weight += weigh(changed) - weigh(entry);
        return _entries[sequence] = changed;
    }

    public void Clear()
    {
        _entries.Clear();
        _oldest = Last + 1;
        _weight = 0;
    }
}
