using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Pacing;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Outbox;

/// <summary>The calls of the last minutes, which the next sender of an account counts as its own. Those that send are written with their rows.</summary>
internal sealed class CallTable([FromKeyedServices(EgressService.Name)] IStore store)
{
    /// <summary>Writes down a call that is not a row's, and counts it.</summary>
    public const string Insert =
        $"""
        INSERT INTO call (call_id, lane_key, api, webhook, thread_id, month, ended_at) VALUES (@callId, @Key, @api, NULL, @conversation, @month, NULL);
        {BudgetTable.CountOne}
        """;

    /// <summary>For a call whose commit was made although the end of it was not seen.</summary>
    public const string IsNew = "the call is new";

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

    /// <summary>Written before a call is made that sends nothing: it counts, whatever becomes of its process.</summary>
    public async Task BeginAsync(LaneLease lease, Guid callId, CallScope scope, string month, CancellationToken cancellationToken)
    {
        try
        {
            await store.ExecuteAsync(
                session => LaneTable.GuardAsync(
                    session,
                    lease,
                    $"""
                    SELECT require(NOT EXISTS (SELECT 1 FROM call WHERE call_id = @callId), '{IsNew}');
                    {Insert}
                    """,
                    new { callId = callId.ToString(), api = scope.Api, conversation = (string?)null, month, calls = 1, webhooks = 0 },
                    _ => Task.FromResult(true)),
                cancellationToken);
        }
        catch (RequirementException)
        {
            // It is the call's own: its first commit was made, and the end of it was not seen.
        }
    }

    public Task EndAsync(Guid callId, CancellationToken cancellationToken) =>
        store.ExecuteAsync(
            session => session.ExecuteAsync("UPDATE call SET ended_at = now_ms() WHERE call_id = @id", new { id = callId.ToString() }), cancellationToken);

    private sealed class Row
    {
        public required string? Api { get; init; }

        public required string? Webhook { get; init; }

        public required string? Conversation { get; init; }

        public required long AgoMs { get; init; }
    }
}
