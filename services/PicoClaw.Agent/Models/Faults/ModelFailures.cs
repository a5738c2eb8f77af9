using Microsoft.Extensions.Options;
using PicoClaw.Agent.Models.Catalog;

namespace PicoClaw.Agent.Models.Faults;

/// <summary>Describes a model's failure in words that may be logged and stored: without secrets, which some services repeat when they refuse them.</summary>
internal sealed class ModelFailures(IOptions<ModelsOptions> options)
{
    private readonly SecretMask _mask = new(options.Value.Models.SelectMany(model => model.Secrets));

    /// <summary>One line.</summary>
    public string Describe(Exception exception) => OneLine.Of(_mask.Hide(exception.Message));

    /// <summary>Logs where it came from, for debugging.</summary>
    public void Trace(ILogger logger, Exception exception)
    {
        if (logger.IsEnabled(LogLevel.Debug))
        {
            Log.FailureTrace(logger, _mask.Hide(exception.ToString()));
        }
    }
}
