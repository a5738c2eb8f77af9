using MassTransit;
using MassTransit.Transports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PicoClaw.Hosting.Messaging.Transports;

/// <summary>
/// Logs once that the broker is away, and once that it is back. MassTransit's own lines, one per attempt with a stack trace, are switched off.
/// </summary>
internal sealed class BrokerMonitor(
    BusWatch watch, IBusInstance instance, PublishBlock block, IOptions<BrokerOptions> options, TimeProvider time, ILogger<BrokerMonitor> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // Consecutive failed checks before the broker counts as away: starting or reconnecting takes a moment.
    private const int Patience = 3;

    private int _away;
    private Task _watching = Task.CompletedTask;

    internal void Check(BusHealthStatus status, string reason)
    {
        if (status != BusHealthStatus.Healthy)
        {
            if (++_away == Patience)
            {
                Log.BrokerAway(logger, Address, reason);
            }

            return;
        }

        if (_away >= Patience)
        {
            Log.BrokerBack(logger, Address);
        }

        _away = 0;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var (status, reason) = watch.Check();
                Check(status, reason);
                if (status == BusHealthStatus.Healthy && _watching.IsCompleted)
                {
                    _watching = WatchAsync();
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task WatchAsync()
    {
        try
        {
            await block.WatchAsync(instance);
        }
        catch (Exception)
        {
            // The connection has just been lost: the next one is watched.
        }
    }

    // Without user and password.
    private string Address =>
        new Uri(options.Value.Address).GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.Unescaped);
}
