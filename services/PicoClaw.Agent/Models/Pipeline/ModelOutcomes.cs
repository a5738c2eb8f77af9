using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Models.Faults;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>What the models' last calls came to: which models rest, and which need an administrator.</summary>
internal sealed class ModelOutcomes(ModelFailures failures, ModelHealth health, TimeProvider time, ILogger<ModelOutcomes> logger)
{
    private readonly CoolDowns _coolDowns = new(time);

    public bool Rests(ModelEntry model) => _coolDowns.Rests(model);

    public void Answered(ModelEntry model)
    {
        _coolDowns.Answered(model);
        health.Works(Subject(model));
        health.Answered();
    }

    /// <summary>Notes that no model of a chain answered, unless that is the question's fault or is known to be the configuration's.</summary>
    public void Unanswered(IReadOnlyList<ModelCallException> failures, string reasons)
    {
        if (failures.All(failure => failure.Fault is ModelFault.Transient or ModelFault.Misconfigured)
            && failures.Any(failure => failure.Fault == ModelFault.Transient))
        {
            health.Unanswered(reasons);
        }
    }

    /// <summary>Notes and logs a failure; returns its reason in one line.</summary>
    public string Failed(ModelEntry model, ModelCallException failure)
    {
        var reason = failures.Describe(failure);
        failures.Trace(logger, failure);
        switch (failure.Fault)
        {
            case ModelFault.Refused:
                Log.ModelRefused(logger, model.ModelName, reason);
                break;
            case ModelFault.Rejected or ModelFault.CutOff:
                Log.ModelRejected(logger, model.ModelName, reason);
                break;
            case ModelFault.Transient:
                Log.ModelRests(logger, model.ModelName, Duration.InWords(_coolDowns.Failed(model)), reason);
                break;
            default:
                _coolDowns.Failed(model);
                if (health.Fails(model, Subject(model), reason))
                {
                    Log.ModelMisconfigured(logger, model.ModelName, reason);
                }

                break;
        }

        return reason;
    }

    private static string Subject(ModelEntry model) => $"model {model.ModelName} ({model.Model})";
}
