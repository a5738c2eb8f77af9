using DingTalk.Stream;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PicoClaw.Ingress.Links;

/// <summary>Healthy while every account's link is open; it tells when each last heard from DingTalk.</summary>
internal sealed class StreamHealthCheck(StreamLinks links, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var statuses = links.Statuses();
        var description = string.Join("; ", statuses.OrderBy(link => link.Status.State == StreamState.Open).Select(Describe));
        return Task.FromResult(
            statuses.All(link => link.Status.State == StreamState.Open) ? HealthCheckResult.Healthy(description) : HealthCheckResult.Unhealthy(description));
    }

    private string Describe((string Account, StreamStatus Status) link) => link.Status.State == StreamState.Open
        ? $"{link.Account}: open, last frame {Ago(link.Status.LastFrameAt)}, last frame or pong {Ago(link.Status.LastHeardAt)}"
        : $"{link.Account}: {link.Status.LastError ?? link.Status.State.ToString()}";

    private string Ago(DateTimeOffset? at) => at is { } known ? $"{Math.Max(0, (time.GetUtcNow() - known).TotalSeconds):0} s ago" : "never";
}
