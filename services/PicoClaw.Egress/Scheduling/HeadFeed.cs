using PicoClaw.Contracts;
using PicoClaw.Egress.Outbox;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Scheduling;

/// <summary>Walks through the conversations that have something to send, page by page, again and again, each priority separately.</summary>
internal sealed class HeadFeed(OutboxReader reader, LaneLease lease)
{
    private const int Page = 200;

    private readonly Walk[] _walks = [new(DeliveryPriority.Interactive), new(DeliveryPriority.Bulk)];

    /// <summary>True until the walk has seen every conversation.</summary>
    public bool IsOpen => _walks.Any(walk => walk.Left > 0);

    /// <summary>Starts another full round from the current place.</summary>
    public void Restart()
    {
        foreach (var walk in _walks)
        {
            // To the end and, unless it starts at the beginning, once more from the start.
            walk.Left = walk.After.Length == 0 ? 1 : 2;
        }
    }

    /// <summary>The next page of each, longest waiting first.</summary>
    public async Task<IReadOnlyList<OutboxHead>> NextAsync(CancellationToken cancellationToken)
    {
        var heads = new List<OutboxHead>();
        foreach (var walk in _walks.Where(walk => walk.Left > 0))
        {
            var page = await reader.HeadsAsync(lease, (int)walk.Priority, walk.After, Page, cancellationToken);
            if (page.Count == Page)
            {
                walk.After = page[^1].LaneId;
            }
            else
            {
                walk.After = "";
                walk.Left--;
            }

            // The first reply decides the priority of its conversation.
            heads.AddRange(page.Where(head => head.Priority == (int)walk.Priority));
        }

        return [.. heads.OrderBy(head => head.CreatedAt)];
    }

    private sealed class Walk(DeliveryPriority priority)
    {
        public DeliveryPriority Priority => priority;

        public string After { get; set; } = "";

        public int Left { get; set; } = 1;
    }
}
