using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;
using PicoClaw.Storage.Lanes.Notifications;

namespace PicoClaw.Storage.Postgres;

/// <summary>NOTIFY and LISTEN. Free and held lanes have a channel each, so that a notice about a held lane costs only its holder anything.</summary>
internal sealed class PostgresLaneNotifier(IStore store, PostgresAddress address, TimeProvider time, ILogger<PostgresLaneNotifier> logger) : ILaneNotifier
{
    private const int MostAtOnce = 100;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(1);

    private readonly string _free = address.Schema + "_lane_free";
    private readonly string _held = address.Schema + "_lane_held";
    private readonly StoreFault _fault = new();
    private readonly Channel<LaneNotice> _pending =
        Channel.CreateBounded<LaneNotice>(new BoundedChannelOptions(1024) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Notify(LaneNotice notice) => _pending.Writer.TryWrite(notice);

    public async Task RunAsync(Action<LaneNotice> received, CancellationToken cancellationToken)
    {
        using var last = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var end = cancellationToken.Register(() => last.CancelAfter(LastPatience));
        await Task.WhenAll(
            RepeatAsync(() => SendAsync(last.Token, cancellationToken), cancellationToken),
            RepeatAsync(() => ListenAsync(received, cancellationToken), cancellationToken));
        await SendRestAsync(last.Token);
    }

    private async Task RepeatAsync(Func<Task> run, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    await run();
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    if (_fault.Set(exception.Message))
                    {
                        Log.NotifierBroken(logger, address.ToString(), exception.Message);
                    }

                    Log.Trace(logger, exception, "the notifier");
                    await Task.Delay(RetryDelay, time, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private async Task SendAsync(CancellationToken sending, CancellationToken cancellationToken)
    {
        while (await _pending.Reader.WaitToReadAsync(cancellationToken))
        {
            await SendPendingAsync(sending);
        }
    }

    private async Task SendRestAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SendPendingAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            // The sweeps of the others find what they are not told of.
            Log.Trace(logger, exception, "the last notices");
        }
    }

    private async Task SendPendingAsync(CancellationToken cancellationToken)
    {
        while (_pending.Reader.TryPeek(out _))
        {
            var notices = new HashSet<LaneNotice>();
            while (notices.Count < MostAtOnce && _pending.Reader.TryRead(out var notice))
            {
                notices.Add(notice);
            }

            // A notification holds 8000 bytes. A shortened key names no lane; the sweep finds the lane that it was for.
            await store.WriteAsync(
                session => session.ExecuteAsync(
                    "SELECT pg_notify(channel, left(lane_key, 1900)) FROM unnest(@channels, @keys) AS notice (channel, lane_key)",
                    new
                    {
                        channels = notices.Select(notice => notice.IsFree ? _free : _held).ToArray(),
                        keys = notices.Select(notice => notice.Key).ToArray(),
                    }),
                cancellationToken);
        }
    }

    private async Task ListenAsync(Action<LaneNotice> received, CancellationToken cancellationToken)
    {
        await using var source = PostgresSource.Open(address.Lasting);
        await using var connection = source.CreateConnection();
        connection.Notification += (_, notification) => received(new LaneNotice(notification.Payload, notification.Channel == _free));
        await connection.OpenAsync(cancellationToken);
        await using (var listen = new NpgsqlCommand($"LISTEN {Quoted(_free)}; LISTEN {Quoted(_held)}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        if (_fault.Clear())
        {
            Log.NotifierBack(logger, address.ToString());
        }

        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    private static string Quoted(string channel) => $"\"{channel}\"";
}
