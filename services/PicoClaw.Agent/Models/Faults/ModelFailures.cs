using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Agent.Models.Faults;

/// <summary>Describes a model's failure in words that may be logged and stored: without secrets, which some services repeat when they refuse them.</summary>
internal sealed class ModelFailures(Live<ModelsOptions> options)
{
    /// <summary>One line.</summary>
    public string Describe(Exception exception) => OneLine.Of(options.Value.Mask.Hide(exception.Message));

    /// <summary>Logs where it came from, for debugging.</summary>
    public void Trace(ILogger logger, Exception exception)
    {
        if (logger.IsEnabled(LogLevel.Debug))
        {
            Log.FailureTrace(logger, options.Value.Mask.Hide(exception.ToString()));
        }
    }
}
