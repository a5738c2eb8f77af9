using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PicoClaw.Ingress.Spool;

/// <summary>Unhealthy while messages are refused; a spool that is off or holds messages is not.</summary>
internal sealed class SpoolHealthCheck(IntakeSpool spool) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            spool.Fault is { } fault ? HealthCheckResult.Unhealthy(fault)
            : !spool.IsOn ? HealthCheckResult.Healthy("off: ingress.spool.directory is not set")
            : HealthCheckResult.Healthy(spool.Messages == 0 ? null : $"{spool.Messages} messages wait for the broker, {spool.Bytes} bytes"));
}
