using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>Adds up the calls of one answer.</summary>
internal sealed class UsageTally(IChatClient inner, ModelCatalog catalog, TimeProvider time) : DelegatingChatClient(inner)
{
    private const decimal TokensOfAPrice = 1_000_000;

    public ModelUsage Total { get; private set; } = new("", 0, 0, TimeSpan.Zero, 0);

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var started = time.GetTimestamp();
        var response = await base.GetResponseAsync(messages, options, cancellationToken);
        var (model, input, output) = (response.ModelId!, response.Usage?.InputTokenCount ?? 0, response.Usage?.OutputTokenCount ?? 0);
        Total = new ModelUsage(
            model, Total.InputTokens + input, Total.OutputTokens + output, Total.Latency + time.GetElapsedTime(started), Total.Cost + CostOf(model, input, output));
        return response;
    }

    private decimal? CostOf(string model, long input, long output)
    {
        var entry = catalog.Find(model);
        return ((input * entry?.InputPrice) + (output * entry?.OutputPrice)) / TokensOfAPrice;
    }
}
