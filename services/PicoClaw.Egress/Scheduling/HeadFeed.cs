using PicoClaw.Contracts;
using PicoClaw.Egress.Outbox;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Scheduling;

/// <summary>
/// Walks through the conversations that have something to send, page by page, again and again, each priority separately; and tells which
/// have just got something.
/// </summary>
internal sealed class HeadFeed(OutboxReader reader, LaneLease lease)
{
    private const int Page = 200;

    private readonly Walk[] _walks = [new(DeliveryPriority.Interactive), new(DeliveryPriority.Bulk)];

    /// <summary>True until the walk has seen every conversation.</summary>
    public bool HasPages => _walks.Any(walk => walk.Left > 0);

    /// <summary>From now on replies that this process takes in are kept for <see cref="TakeArrived"/>.</summary>
    public void Open() => reader.Arrivals.Open(lease.Key);

    public void Close() => reader.Arrivals.Close(lease.Key);

    /// <summary>What this process has taken in since it was last asked; nothing when it must be looked for.</summary>
    public IReadOnlyList<OutboxHead> TakeArrived() => reader.Arrivals.Take(lease.Key);

    /// <summary>Starts another full round from the current place.</summary>
    public void Restart()
    {
        foreach (var walk in _walks)
        {
            // To the end and, unless it starts at the beginning, once more from the start.
            walk.Left = walk.After.Length == 0 ? 1 : 2;
        }
    }

    /// <summary>The next page of each, longest waiting first. They are hints: only the rows, when they are read, say what may be sent.</summary>
    public async Task<IReadOnlyList<OutboxHead>> NextAsync(CancellationToken cancellationToken)
    {
        var open = _walks.Where(walk => walk.Left > 0).ToList();
        var pages = await reader.WalkAsync(lease, [.. open.Select(walk => (walk.Priority, walk.After))], Page, cancellationToken);
        foreach (var (walk, page) in open.Zip(pages))
        {
            walk.Advance(page);
        }

        // A conversation with replies of both priorities is on both pages.
        var ids = pages.SelectMany(page => page).Select(place => place.DeliveryId).Distinct(StringComparer.Ordinal).ToList();
        return ids.Count == 0 ? [] : await reader.HeadsAsync(ids, cancellationToken);
    }

    private sealed class Walk(DeliveryPriority priority)
    {
        public DeliveryPriority Priority => priority;

        public string After { get; private set; } = "";

        public int Left { get; set; } = 1;

        public void Advance(IReadOnlyList<HeadPlace> page)
        {
            if (page.Count == Page)
            {
                After = page[^1].LaneId;
            }
            else
            {
                (After, Left) = ("", Left - 1);
            }
        }
    }
}
