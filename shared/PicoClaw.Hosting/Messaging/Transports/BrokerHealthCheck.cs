using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PicoClaw.Hosting.Messaging.Transports;

/// <summary>Unhealthy while the broker is away or takes nothing: MassTransit's own check calls an endpoint without its broker merely degraded.</summary>
internal sealed class BrokerHealthCheck(IBusControl bus, PublishBlock block) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var health = bus.CheckHealth();
        return Task.FromResult(
            health.Status != BusHealthStatus.Healthy ? HealthCheckResult.Unhealthy(Reason(health))
            : block.Alarm is { } alarm ? HealthCheckResult.Unhealthy($"RabbitMQ blocks publishing: {alarm}")
            : HealthCheckResult.Healthy());
    }

    public static string Reason(BusHealthResult health)
    {
        var exception = health.Exception
            ?? health.Endpoints.Values.Select(endpoint => endpoint.Exception).FirstOrDefault(one => one is not null);
        return exception?.GetBaseException().Message ?? health.Description;
    }
}
