using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PicoClaw.Hosting.Messaging;

/// <summary>Whether the broker answers. To MassTransit's own check an endpoint that has lost its broker is merely degraded.</summary>
internal sealed class BrokerHealthCheck(IBusControl bus) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var health = bus.CheckHealth();
        return Task.FromResult(health.Status == BusHealthStatus.Healthy ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(Reason(health)));
    }

    public static string Reason(BusHealthResult health)
    {
        var exception = health.Exception ?? health.Endpoints.Values.Select(endpoint => endpoint.Exception).FirstOrDefault(one => one is not null);
        return exception?.GetBaseException().Message ?? health.Description;
    }
}
