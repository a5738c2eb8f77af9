using Microsoft.Extensions.Options;

namespace PicoClaw.Agent.Models;

/// <summary>What went wrong with a model, in words that may be logged and stored.</summary>
internal sealed class ModelFailures(IOptions<AgentOptions> options)
{
    private readonly SecretMask _mask = new(options.Value.Models.SelectMany(model => model.ApiKeys.Concat(model.CustomHeaders.Values)));

    /// <summary>Some services repeat the key that they refuse.</summary>
    public string Describe(Exception exception) => _mask.Hide(exception.Message);
}
