using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PicoClaw.Storage.Lanes.Monitoring;

/// <summary>
/// Names the lanes that have failed for minutes. Degraded, not unhealthy: all other lanes are served, and another replica would fail in these too.
/// </summary>
internal sealed class StuckLanesHealthCheck(LaneStatus status) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(status.Stuck is { Count: > 0 } stuck ? HealthCheckResult.Degraded(Describe(stuck)) : HealthCheckResult.Healthy());

    private static string Describe(StuckLanes stuck)
    {
        var names = string.Join(
            ", ", stuck.Worst.Select(lane => $"{lane.Key} ({lane.Failures} failures in {lane.FailingFor.TotalMinutes:0} min)"));
        var more = stuck.Count > stuck.Worst.Count ? $" and {stuck.Count - stuck.Worst.Count} more" : "";
        return $"stuck and retried: {names}{more}; the log says why (event 112)";
    }
}
