using Dapper;
using PicoClaw.Contracts;
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

    // SQLite binds every parameter of a round trip to each of its statements.
    private const int InOneTrip = 16;

    private static readonly string[] Inserts = [.. Enumerable.Range(0, InOneTrip).Select(Insert)];

    private readonly IStore _store;
    private readonly Arrivals _arrivals;
    private readonly LaneSignal _signal;
    private readonly ILogger<OutboxIntake> _logger;
    private readonly IntakeBatcher<Arrival, bool> _batches;

    public OutboxIntake(
        [FromKeyedServices(EgressService.Name)] IStore store,
        Arrivals arrivals,
        [FromKeyedServices(EgressService.Name)] LaneSignal signal,
        ILogger<OutboxIntake> logger)
    {
        (_store, _arrivals, _signal, _logger) = (store, arrivals, signal, logger);
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
        var known = await _store.WriteAsync(session => PutAsync(session, arrivals), cancellationToken);
        foreach (var account in New(arrivals, known).GroupBy(arrival => arrival.Key, StringComparer.Ordinal))
        {
            foreach (var arrival in account)
            {
                _arrivals.Put(account.Key, arrival.ToHead());
            }

            _signal.Wake(account.Key);
        }

        return [.. arrivals.Select(arrival => !known.Contains(arrival))];
    }

    /// <summary>Those that were there already.</summary>
    private static async Task<IReadOnlySet<Arrival>> PutAsync(StoreSession session, IReadOnlyList<Arrival> arrivals)
    {
        var known = new HashSet<Arrival>();

        // In a fixed order, so that two replicas that write the same rows do not deadlock.
        foreach (var some in arrivals.OrderBy(arrival => arrival.Message.Id).Chunk(InOneTrip))
        {
            known.UnionWith(await InsertAsync(session, some));
        }

        foreach (var large in New(arrivals, known).Where(arrival => arrival.IsLarge))
        {
            await session.ExecuteAsync("INSERT INTO large_body (delivery_id, body) VALUES (@Id, @Body)", new { large.Id, large.Body });
        }

        foreach (var key in New(arrivals, known).Select(arrival => arrival.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            await LaneTable.AppendAsync(session, key);
        }

        return known;
    }

    private static IEnumerable<Arrival> New(IReadOnlyList<Arrival> arrivals, IReadOnlySet<Arrival> known) =>
        arrivals.Where(arrival => !known.Contains(arrival));

    private static Task<List<Arrival>> InsertAsync(StoreSession session, IReadOnlyList<Arrival> arrivals)
    {
        var parameters = new DynamicParameters();
        foreach (var (number, arrival) in arrivals.Index())
        {
            arrival.AddTo(parameters, number);
        }

        return session.BatchAsync(
            string.Concat(Inserts.Take(arrivals.Count)),
            parameters,
            async results =>
            {
                var known = new List<Arrival>();
                foreach (var arrival in arrivals)
                {
                    if ((await results.RowsAsync<string>()).Count == 0)
                    {
                        known.Add(arrival);
                    }
                }

                return known;
            });
    }

    private static string Insert(int number) =>
        $"""
        INSERT INTO outbox (
            delivery_id, lane_key, thread_id, sequence, body, priority, size, digest, route_until, status,
            parts_sent, throttles, unknowns, not_before, created_at, trace, announces)
        VALUES (
            @id{number}, @key{number}, @lane{number}, @sequence{number}, @body{number}, @priority{number}, @size{number}, @digest{number},
            @until{number}, '{OutboxStatus.Queued}', 0, 0, 0, 0, now_ms(), @trace{number}, @announces{number})
        ON CONFLICT (delivery_id) DO NOTHING
        RETURNING delivery_id;

        """;
}
