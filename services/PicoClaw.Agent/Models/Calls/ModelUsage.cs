using PicoClaw.Agent.Models.Catalog;

namespace PicoClaw.Agent.Models.Calls;

/// <summary>The tokens, time and cost of one model call, answered or not.</summary>
/// <param name="Id">Of the call.</param>
/// <param name="Model">The <c>model_name</c>.</param>
/// <param name="InputTokens">0 when the service does not say.</param>
/// <param name="OutputTokens">0 when the service does not say.</param>
/// <param name="Latency">From the call to the end of its answer.</param>
/// <param name="Cost">Null when the model has no prices.</param>
/// <param name="EndedAt">When the answer had ended.</param>
internal sealed record ModelUsage(
    Guid Id, string Model, long InputTokens, long OutputTokens, TimeSpan Latency, decimal? Cost, DateTimeOffset EndedAt)
{
    private const decimal TokensPerPrice = 1_000_000;

    public static ModelUsage Of(ModelEntry model, long inputTokens, long outputTokens, TimeSpan latency, DateTimeOffset endedAt) => new(
        Guid.CreateVersion7(endedAt),
        model.ModelName,
        inputTokens,
        outputTokens,
        latency,
        ((inputTokens * model.InputPrice) + (outputTokens * model.OutputPrice)) / TokensPerPrice,
        endedAt);
}
