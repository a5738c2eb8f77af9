using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Calls;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>Asks the models of a chain until one answers; those that failed lately come last.</summary>
internal sealed class FallbackChatClient(
    Func<ModelEntry, IChatClient> clientOf, ModelCatalog catalog, Live<ModelsOptions> defaults, ModelOutcomes outcomes) : IChatClient
{
    private static readonly EchoChatClient WithoutModels = new();

    // Ends an answer whose calls fail again and again between tool calls that succeed.
    private const int MostFailedCalls = 20;

    // The user can act on a refusal, the administrator on a wrong configuration; a transient failure passes by itself.
    private static readonly ModelFault[] MostTellingFirst =
        [ModelFault.Refused, ModelFault.CutOff, ModelFault.Transient, ModelFault.Rejected, ModelFault.Misconfigured];

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if ((options as AnswerOptions)?.Calls.Failed is > MostFailedCalls and var count)
        {
            throw new ModelsUnavailableException($"gave up after {count} failed model calls for one answer");
        }

        IReadOnlyList<ChatMessage> prompt = [.. messages];
        var chain = catalog.ChainOf(options?.ModelId);
        if (chain.Count == 0)
        {
            return await WithoutModels.GetResponseAsync(prompt, options, cancellationToken);
        }

        var reasons = new List<string>();
        var failed = new List<ModelCallException>();
        foreach (var model in chain.OrderBy(outcomes.Rests))
        {
            try
            {
                var response = await clientOf(model).GetResponseAsync(prompt, For(options), cancellationToken);
                outcomes.Answered(model);
                response.ModelId = model.ModelName;
                return response;
            }
            catch (ModelCallException failure)
            {
                failed.Add(failure);
                reasons.Add($"{model.ModelName}: {outcomes.Failed(model, failure)}");
            }
        }

        var all = string.Join("; ", reasons);
        outcomes.Unanswered(failed, all);
        throw new ModelsUnavailableException(all, failed[^1])
        {
            Fault = MostTellingFirst.First(fault => failed.Exists(failure => failure.Fault == fault)),
        };
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        AnswerStream.OfAsync((own, ended) => GetResponseAsync(messages, own, ended), options, cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        // The clients belong to their factory.
    }

    // Each service knows the model by a name of its own, which its client adds.
    private ChatOptions For(ChatOptions? options)
    {
        var own = options?.Clone() ?? new ChatOptions();
        own.ModelId = null;
        own.Temperature ??= defaults.Value.Temperature;
        own.MaxOutputTokens ??= defaults.Value.AnswerTokens;
        return own;
    }
}
