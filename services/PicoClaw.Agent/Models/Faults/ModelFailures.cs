using Microsoft.Extensions.Options;

namespace PicoClaw.Agent.Models;

/// <summary>What went wrong with a model, in words that may be logged and stored.</summary>
internal sealed class ModelFailures(IOptions<AgentOptions> options)
{
    private readonly SecretMask _mask = new(options.Value.Models.SelectMany(model => model.Secrets));

    /// <summary>Some services repeat the key that they refuse. One line.</summary>
    public string Describe(Exception exception) => OneLine.Of(_mask.Hide(exception.Message));

    /// <summary>Where it came from, for debugging.</summary>
    public void Trace(ILogger logger, Exception exception)
    {
        if (logger.IsEnabled(LogLevel.Debug))
        {
            ModelLog.Trace(logger, _mask.Hide(exception.ToString()));
        }
    }
}
