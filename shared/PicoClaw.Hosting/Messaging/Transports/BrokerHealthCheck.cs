using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PicoClaw.Hosting.Messaging.Transports;

/// <summary>Unhealthy while the broker is away: MassTransit's own check calls an endpoint without its broker merely degraded.</summary>
internal sealed class BrokerHealthCheck(IBusControl bus) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var health = bus.CheckHealth();
        return Task.FromResult(
            health.Status == BusHealthStatus.Healthy ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(Reason(health)));
    }

    public static string Reason(BusHealthResult health)
    {
        var exception = health.Exception
            ?? health.Endpoints.Values.Select(endpoint => endpoint.Exception).FirstOrDefault(one => one is not null);
        return exception?.GetBaseException().Message ?? health.Description;
    }
}
