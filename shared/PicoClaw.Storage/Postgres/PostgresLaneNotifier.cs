using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;
using PicoClaw.Storage.Lanes.Notifications;

namespace PicoClaw.Storage.Postgres;

/// <summary>NOTIFY and LISTEN. Free lanes and held ones have a channel each, so that news of a held lane costs nobody but its holder anything.</summary>
internal sealed class PostgresLaneNotifier(IStore store, PostgresAddress address, TimeProvider time, ILogger<PostgresLaneNotifier> logger) : ILaneNotifier
{
    private const int MostAtOnce = 100;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly string _free = address.Schema + "_lane_free";
    private readonly string _held = address.Schema + "_lane_held";
    private readonly StoreFault _fault = new();
    private readonly Channel<LaneNotice> _rung = Channel.CreateBounded<LaneNotice>(new BoundedChannelOptions(1024) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring(LaneNotice news) => _rung.Writer.TryWrite(news);

    public Task RunAsync(Action<LaneNotice> heard, CancellationToken cancellationToken) =>
        Task.WhenAll(KeepUpAsync(() => SendAsync(cancellationToken), cancellationToken), KeepUpAsync(() => ListenAsync(heard, cancellationToken), cancellationToken));

    private async Task KeepUpAsync(Func<Task> run, CancellationToken cancellationToken)
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
                        Log.BellBroken(logger, address.ToString(), exception.Message);
                    }

                    Log.Trace(logger, exception, "the bell");
                    await Task.Delay(RetryDelay, time, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        while (await _rung.Reader.WaitToReadAsync(cancellationToken))
        {
            var news = new HashSet<LaneNotice>();
            while (news.Count < MostAtOnce && _rung.Reader.TryRead(out var one))
            {
                news.Add(one);
            }

            // A notification holds 8000 bytes. A longer key names no lane, and the sweep finds what it stood for.
            await store.WriteAsync(
                session => session.ExecuteAsync(
                    "SELECT pg_notify(channel, left(lane_key, 1900)) FROM unnest(@channels, @keys) AS news (channel, lane_key)",
                    new { channels = news.Select(one => one.IsFree ? _free : _held).ToArray(), keys = news.Select(one => one.Key).ToArray() }),
                cancellationToken);
        }
    }

    private async Task ListenAsync(Action<LaneNotice> heard, CancellationToken cancellationToken)
    {
        await using var source = PostgresSource.Open(address.Lasting);
        await using var connection = source.CreateConnection();
        connection.Notification += (_, notification) => heard(new LaneNotice(notification.Payload, notification.Channel == _free));
        await connection.OpenAsync(cancellationToken);
        await using (var listen = new NpgsqlCommand($"LISTEN {Quoted(_free)}; LISTEN {Quoted(_held)}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        if (_fault.Clear())
        {
            Log.BellBack(logger, address.ToString());
        }

        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    private static string Quoted(string channel) => $"\"{channel}\"";
}
