using System.ClientModel;
using Microsoft.Extensions.Options;

namespace PicoClaw.Agent.Models;

/// <summary>What went wrong with a model, in words that may be logged and stored.</summary>
internal sealed class ModelFailures(IOptions<AgentOptions> options)
{
    private readonly string[] _secrets = [.. options.Value.Models.SelectMany(model => model.ApiKeys).Where(key => key.Length > 0).Distinct()];

    /// <summary>True when asking again cannot help: a wrong key, an unknown model, a prompt that is too long. Timeouts, conflicts and throttling pass.</summary>
    public static bool IsPermanent(Exception exception) => exception is ClientResultException { Status: >= 400 and < 500 and not (408 or 409 or 425 or 429) };

    /// <summary>Some services repeat the key that they refuse.</summary>
    public string Describe(Exception exception) =>
        _secrets.Aggregate(exception.Message, (text, secret) => text.Replace(secret, "***", StringComparison.Ordinal));
}
