using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Agent.Models.Faults;

/// <summary>
/// Shows on <c>/ready</c> what only an administrator can correct, such as a key that is refused or a model that does not exist, and that no model
/// answers.
/// It never takes a process out of rotation, because every other process has the same configuration.
/// </summary>
internal sealed class ModelHealth : IHealthCheck
{
    private readonly Live<ModelsOptions> _options;
    private readonly ConcurrentDictionary<string, (ModelEntry Model, string Problem)> _problems = new();
    private volatile string? _unanswered;

    public ModelHealth(Live<ModelsOptions> options)
    {
        _options = options;
        options.Changed += _ => Answered();
    }

    /// <summary>True when the subject, a part of the entry, had no problem before.</summary>
    public bool Fails(ModelEntry model, string subject, string problem)
    {
        var isNew = !(_problems.TryGetValue(subject, out var known) && known.Model == model);
        _problems[subject] = (model, problem);
        return isNew;
    }

    public void Works(string subject) => _problems.TryRemove(subject, out _);

    /// <summary>No model of a chain answered, and the question was not at fault.</summary>
    public void Unanswered(string reasons) => _unanswered = reasons;

    public void Answered() => _unanswered = null;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // A turn that began with an entry that was corrected since may fail after the correction.
        var models = _options.Value.Models;
        foreach (var stale in _problems.Where(problem => !models.Contains(problem.Value.Model)))
        {
            _problems.TryRemove(stale);
        }

        List<string> problems =
            [.. _problems.OrderBy(problem => problem.Key, StringComparer.Ordinal).Select(problem => $"{problem.Key}: {problem.Value.Problem}")];
        List<string> sentences =
        [
            .. problems.Count > 0 ? [$"correct model_list: {string.Join("; ", problems)}"] : Array.Empty<string>(),
            .. _unanswered is { } reasons ? [$"no model answered the last question: {reasons}"] : Array.Empty<string>(),
        ];
        return Task.FromResult(sentences.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join(". ", sentences)));
    }
}
