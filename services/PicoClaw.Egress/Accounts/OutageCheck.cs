using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PicoClaw.Egress.Accounts;

/// <summary>Names the accounts that stand still because the platform's servers fail.</summary>
internal sealed class OutageCheck(AccountStates accounts) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var stopped = accounts.All.Where(account => account.Value.Outage.Reason is not null)
            .Select(account => $"{account.Key} has stopped and probes with one reply: {account.Value.Outage.Reason}").ToList();
        return Task.FromResult(stopped.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(string.Join(' ', stopped)));
    }
}
