namespace PicoClaw.Egress.Outbox;

/// <summary>
/// What this process puts into the outboxes of accounts that it sends for, so that their senders need not look for it in the store.
/// </summary>
internal sealed class Arrivals
{
    private const int Most = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<OutboxHead>> _heads = new(StringComparer.Ordinal);

    /// <summary>The account's sender looks into the store after this, so what came before is not missed.</summary>
    public void Open(string key)
    {
        lock (_lock)
        {
            _heads[key] = [];
        }
    }

    public void Close(string key)
    {
        lock (_lock)
        {
            _heads.Remove(key);
        }
    }

    /// <summary>Call it after the commit.</summary>
    public void Put(string key, OutboxHead head)
    {
        lock (_lock)
        {
            if (_heads.TryGetValue(key, out var heads) && heads.Count < Most)
            {
                heads.Add(head);
            }
        }
    }

    /// <summary>What came since it was last asked, oldest first; nothing when that was too much to keep.</summary>
    public IReadOnlyList<OutboxHead> Take(string key)
    {
        lock (_lock)
        {
            if (!_heads.TryGetValue(key, out var heads) || heads.Count == 0)
            {
                return [];
            }

            _heads[key] = [];
            return heads.Count < Most ? heads : [];
        }
    }
}
