using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PicoClaw.Hosting.Messaging.Transports;

/// <summary>Unhealthy while the broker is away or takes nothing: MassTransit's own check calls an endpoint without its broker merely degraded.</summary>
internal sealed class BrokerHealthCheck(BusWatch watch, PublishBlock block) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (status, reason) = watch.Check();
        return Task.FromResult(
            status != BusHealthStatus.Healthy ? HealthCheckResult.Unhealthy(reason)
            : block.Alarm is { } alarm ? HealthCheckResult.Unhealthy($"RabbitMQ blocks publishing: {alarm}")
            : HealthCheckResult.Healthy());
    }
}
