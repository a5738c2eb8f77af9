using PicoClaw.Egress.Pacing;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Outbox;

/// <summary>The calls of the last minutes, which the next sender of an account counts as its own.</summary>
internal sealed class CallTable([FromKeyedServices(EgressService.Name)] IStore store)
{
    public async Task<IReadOnlyList<PastCall>> RecentAsync(LaneLease lease, TimeSpan window, CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(
            session => session.QueryAsync<Row>(
                """
                SELECT api AS Api, webhook AS Webhook, thread_id AS Conversation, now_ms() - ended_at AS AgoMs
                FROM call WHERE lane_key = @Key AND ended_at > now_ms() - @windowMs
                """,
                new { lease.Key, windowMs = (long)window.TotalMilliseconds }),
            cancellationToken);
        return [.. rows.Select(row => new PastCall(new CallScope(row.Api, row.Webhook, row.Conversation), TimeSpan.FromMilliseconds(Math.Max(0, row.AgoMs))))];
    }

    private sealed class Row
    {
        public required string? Api { get; init; }

        public required string? Webhook { get; init; }

        public required string? Conversation { get; init; }

        public required long AgoMs { get; init; }
    }
}
