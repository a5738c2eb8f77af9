using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PicoClaw.Hosting.Reloading;

/// <summary>Degraded while the file cannot be used: the process works, but would not start again. Says what waits for a restart.</summary>
internal sealed class ConfigHealthCheck(ConfigReloader reloader) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        reloader.Problem is { } problem ? HealthCheckResult.Degraded($"not in use, and the next start will fail: {problem}")
        : reloader.NeedRestart is { Count: > 0 } fields ? HealthCheckResult.Healthy($"restart to apply: {string.Join(", ", fields)}")
        : HealthCheckResult.Healthy());
}
