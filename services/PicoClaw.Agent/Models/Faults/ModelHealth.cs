using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PicoClaw.Agent.Models.Faults;

/// <summary>
/// Shows on <c>/ready</c> what only an administrator can correct: a key that is refused, a model that does not exist.
/// It never takes a process out of rotation, because every other process has the same configuration.
/// </summary>
internal sealed class ModelHealth : IHealthCheck
{
    private readonly ConcurrentDictionary<string, string> _problems = new();

    /// <summary>True when the subject had no problem before.</summary>
    public bool Fails(string subject, string problem)
    {
        var isNew = !_problems.ContainsKey(subject);
        _problems[subject] = problem;
        return isNew;
    }

    public void Works(string subject) => _problems.TryRemove(subject, out _);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        List<string> problems = [.. _problems.OrderBy(problem => problem.Key, StringComparer.Ordinal).Select(problem => $"{problem.Key}: {problem.Value}")];
        return Task.FromResult(problems.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded($"correct model_list: {string.Join("; ", problems)}"));
    }
}
