using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Models;

/// <summary>What an answer took, over all calls that its tools made necessary.</summary>
/// <param name="Model">The <c>model_name</c> that gave the last word.</param>
/// <param name="InputTokens">0 when the service does not say.</param>
/// <param name="OutputTokens">0 when the service does not say.</param>
/// <param name="Latency">Of the calls alone, with their retries and fallbacks.</param>
/// <param name="Cost">Null when a model that took part has no prices.</param>
internal sealed record ModelUsage(string Model, long InputTokens, long OutputTokens, TimeSpan Latency, decimal? Cost)
{
    private const string Key = "picoclaw.usage";

    /// <summary>Null when no model was asked: the echo.</summary>
    public static ModelUsage? Of(ChatResponse response) =>
        response.AdditionalProperties is { } properties && properties.TryGetValue(Key, out ModelUsage? usage) ? usage : null;

    public void AddTo(ChatResponse response) => (response.AdditionalProperties ??= [])[Key] = this;
}
