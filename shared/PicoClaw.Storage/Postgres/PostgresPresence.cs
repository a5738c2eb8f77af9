using Microsoft.Extensions.Logging;
using Npgsql;
using PicoClaw.Storage.Lanes.Presence;

namespace PicoClaw.Storage.Postgres;

/// <summary>A lock of one lasting session. The server frees it when that session ends, which after a kill -9 is at once.</summary>
internal sealed class PostgresPresence(PostgresAddress address, TimeSpan patience, TimeProvider time, ILogger<PostgresPresence> logger) : ILanePresence
{
    private const int QuestionsInPatience = 5;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    // Shared by the sessions of this process: the server may not have noticed yet that the one before has ended.
    private readonly long _id = Random.Shared.NextInt64();
    private volatile PresenceSpan _span = PresenceSpan.Hidden();

    public PresenceSpan Span => _span;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    await HoldAsync(cancellationToken);
                }
                catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
                {
                    // Not more than a detail: the store tells when it is away, and without a presence the leases count.
                    Log.Trace(logger, exception, "the presence");
                    Begin(PresenceSpan.Hidden());
                    await Task.Delay(RetryDelay, time, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private async Task HoldAsync(CancellationToken cancellationToken)
    {
        await using var source = PostgresSource.Open(address.Impatient);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var askedAt = time.GetTimestamp();
        await using (var hold = new NpgsqlCommand("SELECT hold_presence($1)", connection) { Parameters = { new() { Value = _id } } })
        {
            await hold.ExecuteNonQueryAsync(cancellationToken);
        }

        var span = new PresenceSpan(_id, askedAt, patience / 2, time);
        Begin(span);
        await using var question = new NpgsqlCommand("SELECT 1", connection);
        while (true)
        {
            await Task.Delay(patience / QuestionsInPatience, time, cancellationToken);
            askedAt = time.GetTimestamp();
            using var enough = new CancellationTokenSource(patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
            await question.ExecuteNonQueryAsync(either.Token);
            span.Prove(askedAt);
        }
    }

    private void Begin(PresenceSpan span)
    {
        var last = _span;
        _span = span;
        last.End();
    }
}
