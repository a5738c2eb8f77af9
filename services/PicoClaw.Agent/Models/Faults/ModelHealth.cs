using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PicoClaw.Agent.Models;

/// <summary>Shows on <c>/ready</c> what only a person can mend: a key that is refused, a model that does not exist. It takes no process out of rotation, for another would have the same.</summary>
internal sealed class ModelHealth : IHealthCheck
{
    private readonly ConcurrentDictionary<string, string> _problems = new();

    /// <summary>True when it is news.</summary>
    public bool Fails(string subject, string problem)
    {
        var isNew = !_problems.ContainsKey(subject);
        _problems[subject] = problem;
        return isNew;
    }

    public void Works(string subject) => _problems.TryRemove(subject, out _);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var problems = _problems.OrderBy(problem => problem.Key, StringComparer.Ordinal).Select(problem => $"{problem.Key}: {problem.Value}").ToList();
        return Task.FromResult(problems.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded($"correct model_list: {string.Join("; ", problems)}"));
    }
}
