using System.Text;
using System.Text.Json;
using PicoClaw.Contracts;
using PicoClaw.Egress.Merging;
using PicoClaw.Egress.Storage;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Outbox;

/// <summary>Puts replies into the outbox, each id once. Those that arrive while others are written share the next transaction: their sequence tells their order, not their arrival.</summary>
internal sealed class OutboxIntake(
    [FromKeyedServices(EgressService.Name)] IStore store, [FromKeyedServices(EgressService.Name)] LaneSignal signal, ILogger<OutboxIntake> logger) : IAsyncDisposable
{
    public const int MostAtOnce = 128;

    // A larger text lies beside its row.
    private const int LargeBytes = 64 * 1024;

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private List<Arrival> _arrivals = [];
    private Task _writing = Task.CompletedTask;

    /// <summary>Ends when the reply is committed.</summary>
    public async Task PutAsync(DeliverMessage message, CancellationToken cancellationToken)
    {
        var arrival = new Arrival(message);
        lock (_lock)
        {
            _arrivals.Add(arrival);
            if (_writing.IsCompleted)
            {
                _writing = Task.Run(WriteArrivalsAsync, CancellationToken.None);
            }
        }

        if (!await arrival.IsNew.Task.WaitAsync(cancellationToken))
        {
            Log.ReplyKnown(logger, message.Id);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task WriteArrivalsAsync()
    {
        while (true)
        {
            List<Arrival> arrivals;
            lock (_lock)
            {
                if (_arrivals.Count == 0)
                {
                    // Within the lock, so that whoever arrives next either is seen here or starts anew.
                    _writing = Task.CompletedTask;
                    return;
                }

                (arrivals, _arrivals) = (_arrivals, []);
            }

            await WriteAsync(arrivals);
        }
    }

    private async Task WriteAsync(IReadOnlyList<Arrival> arrivals)
    {
        try
        {
            var areNew = await store.WriteAsync(session => PutAsync(session, arrivals), _stop.Token);
            foreach (var key in arrivals.Where((_, index) => areNew[index]).Select(arrival => arrival.Key).Distinct(StringComparer.Ordinal))
            {
                signal.Wake(key);
            }

            foreach (var (arrival, isNew) in arrivals.Zip(areNew))
            {
                arrival.IsNew.TrySetResult(isNew);
            }
        }
        catch (Exception) when (arrivals.Count > 1 && !_stop.IsCancellationRequested)
        {
            // One that cannot be written must not take the others with it.
            foreach (var arrival in arrivals)
            {
                await WriteAsync([arrival]);
            }
        }
        catch (Exception exception)
        {
            foreach (var arrival in arrivals)
            {
                arrival.IsNew.TrySetException(exception);
            }
        }
    }

    private static async Task<IReadOnlyList<bool>> PutAsync(StoreSession session, IReadOnlyList<Arrival> arrivals)
    {
        var areNew = new bool[arrivals.Count];

        // In one order wherever two replicas write the same, so that neither waits for the other.
        foreach (var (index, arrival) in arrivals.Index().OrderBy(one => one.Item.Message.Id))
        {
            areNew[index] = await PutAsync(session, arrival.Key, arrival.Message);
        }

        foreach (var key in arrivals.Where((_, index) => areNew[index]).Select(arrival => arrival.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            await LaneTable.AppendAsync(session, key);
        }

        return areNew;
    }

    private static async Task<bool> PutAsync(StoreSession session, string key, DeliverMessage message)
    {
        var body = JsonSerializer.Serialize(message, EgressJson.Default.DeliverMessage);
        var size = Encoding.UTF8.GetByteCount(message.Content is MarkdownContent markdown ? markdown.Text : "");
        var isLarge = size > LargeBytes;
        var inserted = await session.ExecuteAsync(
            """
            INSERT INTO outbox (delivery_id, lane_key, thread_id, sequence, body, priority, size, digest, route_until, status, parts_sent, throttles, unknowns, not_before, created_at)
            VALUES (@id, @key, @threadId, @Sequence, @body, @priority, @size, @digest, @routeUntil, 'queued', 0, 0, 0, 0, now_ms())
            ON CONFLICT (delivery_id) DO NOTHING
            """,
            new
            {
                id = message.Id.ToString(),
                key,
                threadId = message.LaneId.ToString(),
                message.Sequence,
                body = isLarge ? "" : body,
                priority = (int)message.Priority,
                size = (long)size,
                digest = ContentDigest.Of(message),
                routeUntil = message.ReplyRoute.ExpiresAt?.ToUnixTimeMilliseconds(),
            });
        if (inserted == 1 && isLarge)
        {
            await session.ExecuteAsync("INSERT INTO large_body (delivery_id, body) VALUES (@id, @body)", new { id = message.Id.ToString(), body });
        }

        return inserted == 1;
    }

    private sealed class Arrival(DeliverMessage message)
    {
        public DeliverMessage Message => message;

        public string Key { get; } = AccountKey.Of(message.Conversation);

        public TaskCompletionSource<bool> IsNew { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
