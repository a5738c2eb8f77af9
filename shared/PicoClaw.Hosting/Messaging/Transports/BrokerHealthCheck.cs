using MassTransit;
using MassTransit.Transports;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PicoClaw.Hosting.Messaging.Transports;

/// <summary>Unhealthy while the broker is away or takes nothing: MassTransit's own check calls an endpoint without its broker merely degraded.</summary>
internal sealed class BrokerHealthCheck(BusWatch watch, PublishBlock block, IBusInstance instance, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (status, reason) = watch.Check();
        if (status != BusHealthStatus.Healthy)
        {
            return HealthCheckResult.Unhealthy(reason);
        }

        try
        {
            // RabbitMQ tells of an alarm once: a process that does not listen yet would be called ready through all of it.
            await block.WatchAsync(instance).WaitAsync(Patience, time, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"The connection to RabbitMQ has just been lost: {exception.Message}");
        }

        return block.Alarm is { } alarm ? HealthCheckResult.Unhealthy($"RabbitMQ blocks publishing: {alarm}") : HealthCheckResult.Healthy();
    }
}
