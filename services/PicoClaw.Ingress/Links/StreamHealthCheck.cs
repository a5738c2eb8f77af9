using DingTalk.Stream;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PicoClaw.Ingress.Links;

/// <summary>Healthy while every account's link is open.</summary>
internal sealed class StreamHealthCheck(StreamLinks links) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var closed = links.Statuses().Where(link => link.Status.State != StreamState.Open).ToList();
        var result = closed.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy(
                string.Join("; ", closed.Select(link => $"{link.Account}: {link.Status.LastError ?? link.Status.State.ToString()}")));
        return Task.FromResult(result);
    }
}
