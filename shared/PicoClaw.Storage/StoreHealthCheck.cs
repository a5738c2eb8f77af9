using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PicoClaw.Storage;

/// <summary>Runs a query; a store that is away does not answer in time, and the host limits that.</summary>
internal sealed class StoreHealthCheck(IStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (store.Fault is { } fault)
        {
            return HealthCheckResult.Unhealthy(fault);
        }

        await store.QueryAsync(session => session.FirstOrDefaultAsync<long>("SELECT now_ms()"), cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
