using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PicoClaw.Hosting.Messaging;

/// <summary>
/// Says once that the broker is away, and once that it is back. MassTransit's own lines, one an attempt with its stack trace, are switched off for it.
/// </summary>
internal sealed class BrokerWatch(IBusControl bus, IOptions<BrokerOptions> options, TimeProvider time, ILogger<BrokerWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // So many looks in a row: a start, and a connection that is renewed, take a moment.
    private const int Patience = 3;

    private int _away;

    internal void Look(BusHealthStatus status, string reason)
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
                var health = bus.CheckHealth();
                Look(health.Status, BrokerHealthCheck.Reason(health));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    // Without user and password.
    private string Address => new Uri(options.Value.Address).GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.Unescaped);
}
