using PicoClaw.Egress.Outbox;

namespace PicoClaw.Egress.Accounts;

/// <summary>
/// What this process has put into the account's outbox while it sends for the account, so that the sender need not look for it in the store.
/// </summary>
internal sealed class Arrivals
{
    private const int Most = 256;

    private readonly Lock _lock = new();

    // Null while nobody sends here.
    private List<OutboxHead>? _heads;

    /// <summary>The sender looks into the store after this, so what came before is not missed.</summary>
    public void Open() => Set([]);

    public void Close() => Set(null);

    /// <summary>Call it after the commit.</summary>
    public void Put(OutboxHead head)
    {
        lock (_lock)
        {
            if (_heads is { Count: < Most })
            {
                _heads.Add(head);
            }
        }
    }

    /// <summary>What came since it was last asked, oldest first; nothing when that was too much to keep.</summary>
    public IReadOnlyList<OutboxHead> Take()
    {
        lock (_lock)
        {
            if (_heads is not { Count: > 0 } heads)
            {
                return [];
            }

            _heads = [];
            return heads.Count < Most ? heads : [];
        }
    }

    private void Set(List<OutboxHead>? heads)
    {
        lock (_lock)
        {
            _heads = heads;
        }
    }
}
