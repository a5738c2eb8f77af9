using System.Text.Json;
using PicoClaw.Contracts;
using PicoClaw.Egress.Storage;
using PicoClaw.Hosting.Cleaning;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Hosting.Telemetry;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Outbox;

/// <summary>Puts replies into the outbox, each id once. Their order is that of their sequence, not of their arrival.</summary>
internal sealed class OutboxIntake : IAsyncDisposable
{
    public const int MostAtOnce = 128;

    // A larger text is stored beside its row. It takes several messages, so no call brings it to several people and it needs no digest.
    private const int LargeBytes = 64 * 1024;

    private readonly IStore _store;
    private readonly LaneSignal _signal;
    private readonly ILogger<OutboxIntake> _logger;
    private readonly IntakeBatcher<Arrival, bool> _batches;

    public OutboxIntake(
        [FromKeyedServices(EgressService.Name)] IStore store, [FromKeyedServices(EgressService.Name)] LaneSignal signal, ILogger<OutboxIntake> logger)
    {
        (_store, _signal, _logger) = (store, signal, logger);
        _batches = new(PutAsync);
    }

    /// <summary>Ends when the reply is committed.</summary>
    public async Task PutAsync(DeliverMessage message, CancellationToken cancellationToken)
    {
        if (!await _batches.PutAsync(new Arrival(message.Cleaned(), TraceParent.Current), cancellationToken))
        {
            Log.ReplyKnown(_logger, message.Id);
        }
    }

    public ValueTask DisposeAsync() => _batches.DisposeAsync();

    private async Task<IReadOnlyList<bool>> PutAsync(IReadOnlyList<Arrival> arrivals, CancellationToken cancellationToken)
    {
        var areNew = await _store.WriteAsync(session => PutAsync(session, arrivals), cancellationToken);
        foreach (var key in NewKeys(arrivals, areNew))
        {
            _signal.Wake(key);
        }

        return areNew;
    }

    private static async Task<IReadOnlyList<bool>> PutAsync(StoreSession session, IReadOnlyList<Arrival> arrivals)
    {
        var areNew = new bool[arrivals.Count];

        // In a fixed order, so that two replicas that write the same rows do not deadlock.
        foreach (var (index, arrival) in arrivals.Index().OrderBy(one => one.Item.Message.Id))
        {
            areNew[index] = await PutAsync(session, AccountKey.Of(arrival.Message.Conversation), arrival);
        }

        foreach (var key in NewKeys(arrivals, areNew).Order(StringComparer.Ordinal))
        {
            await LaneTable.AppendAsync(session, key);
        }

        return areNew;
    }

    private static IEnumerable<string> NewKeys(IReadOnlyList<Arrival> arrivals, IReadOnlyList<bool> areNew) =>
        arrivals.Where((_, index) => areNew[index]).Select(arrival => AccountKey.Of(arrival.Message.Conversation)).Distinct(StringComparer.Ordinal);

    private static async Task<bool> PutAsync(StoreSession session, string key, Arrival arrival)
    {
        var message = arrival.Message;
        var body = JsonSerializer.Serialize(message, EgressJson.Default.DeliverMessage);
        var size = ContentSize.Of(message.Content);
        var isLarge = size > LargeBytes;
        var inserted = await session.ExecuteAsync(
            $"""
            INSERT INTO outbox (
                delivery_id, lane_key, thread_id, sequence, body, priority, size, digest, route_until, status,
                parts_sent, throttles, unknowns, not_before, created_at, trace)
            VALUES (@id, @key, @laneId, @Sequence, @body, @priority, @size, @digest, @routeUntil, '{OutboxStatus.Queued}', 0, 0, 0, 0, now_ms(), @Trace)
            ON CONFLICT (delivery_id) DO NOTHING
            """,
            new
            {
                id = message.Id.ToString(),
                key,
                laneId = message.LaneId.ToString(),
                message.Sequence,
                body = isLarge ? "" : body,
                priority = (int)message.Priority,
                size = (long)size,
                digest = isLarge ? null : ContentDigest.Of(message),
                routeUntil = message.ReplyRoute.ExpiresAt?.ToUnixTimeMilliseconds(),
                arrival.Trace,
            });
        if (inserted == 1 && isLarge)
        {
            await session.ExecuteAsync("INSERT INTO large_body (delivery_id, body) VALUES (@id, @body)", new { id = message.Id.ToString(), body });
        }

        return inserted == 1;
    }

    private sealed record Arrival(DeliverMessage Message, string? Trace);
}
