using MassTransit;
using MassTransit.RabbitMqTransport;
using MassTransit.RabbitMqTransport.Configuration;
using MassTransit.Transports;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace PicoClaw.Hosting.Messaging.Transports;

/// <summary>
/// Whether RabbitMQ takes nothing from this process, because its memory or disk is low. It tells a connection so when that tries to publish.
/// </summary>
internal sealed class PublishBlock(ILogger<PublishBlock> logger)
{
    private readonly Lock _lock = new();
    private IConnection? _watched;
    private volatile string? _alarm;

    /// <summary>Why nothing is taken; null when it is.</summary>
    public string? Alarm => _alarm;

    /// <summary>Listens to the connection of a bus that is connected; again after each reconnect.</summary>
    public async Task WatchAsync(IBusInstance bus)
    {
        if (bus.HostConfiguration is IRabbitMqHostConfiguration host)
        {
            // Never given up: MassTransit takes that for a fault of the connection, and drops it for all who use it or wait for it.
            await host.ConnectionContextSupervisor.Send(
                Pipe.Execute<ConnectionContext>(context => Watch(context.Connection)), CancellationToken.None);
        }
    }

    private void Watch(IConnection connection)
    {
        lock (_lock)
        {
            if (ReferenceEquals(connection, _watched))
            {
                return;
            }

            (_watched, _alarm) = (connection, null);
        }

        connection.ConnectionBlockedAsync += (_, blocked) =>
        {
            _alarm = Describe(blocked.Reason);
            Log.PublishingBlocked(logger, _alarm);
            return Task.CompletedTask;
        };
        connection.ConnectionUnblockedAsync += (_, _) =>
        {
            _alarm = null;
            Log.PublishingUnblocked(logger);
            return Task.CompletedTask;
        };
    }

    private static string Describe(string reason) =>
        reason.Contains("memory", StringComparison.OrdinalIgnoreCase) ? "memory alarm"
        : reason.Contains("disk", StringComparison.OrdinalIgnoreCase) ? "disk alarm"
        : reason;
}
