using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>Asks the models of a chain until one answers; those that failed lately come last.</summary>
internal sealed class FallbackChatClient(
    IReadOnlyDictionary<ModelOptions, IChatClient> clients, ModelCatalog catalog, AgentOptions defaults, CoolDowns coolDowns, ModelFailures failures, ModelHealth health, ILogger logger) : IChatClient
{
    // Failures that pass and come again, around calls of tools that go well, end somewhere.
    private const int MostFailedCalls = 20;

    // A refusal is the user's to mend, and what passes needs nobody.
    private static readonly ModelFault[] Telling = [ModelFault.Refused, ModelFault.CutOff, ModelFault.Passing, ModelFault.Rejected, ModelFault.Misconfigured];

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if ((options as AskOptions)?.Calls.Failed is > MostFailedCalls and var count)
        {
            throw new ModelsUnavailableException($"{count} calls of models failed for this one answer, so it is given up");
        }

        IReadOnlyList<ChatMessage> prompt = [.. messages];
        var reasons = new List<string>();
        var failed = new List<ModelCallException>();
        foreach (var model in catalog.ChainOf(options?.ModelId).OrderBy(coolDowns.Rests))
        {
            try
            {
                var response = await clients[model].GetResponseAsync(prompt, For(options), cancellationToken);
                coolDowns.Answered(model);
                health.Works(Subject(model));
                response.ModelId = model.ModelName;
                return response;
            }
            catch (ModelCallException failure)
            {
                failed.Add(failure);
                reasons.Add($"{model.ModelName}: {Failed(model, failure)}");
            }
        }

        throw new ModelsUnavailableException(string.Join("; ", reasons), failed[^1]) { Fault = Telling.First(fault => failed.Exists(failure => failure.Fault == fault)) };
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("An answer is read whole: one that broke off is asked for again.");

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }
    }

    // Each service knows the model by its own name.
    private ChatOptions For(ChatOptions? options)
    {
        var own = options?.Clone() ?? new ChatOptions();
        own.ModelId = null;
        own.Temperature ??= defaults.Temperature;
        own.MaxOutputTokens ??= defaults.AnswerTokens;
        return own;
    }

    private static string Subject(ModelOptions model) => $"model {model.ModelName} ({model.Model})";

    private string Failed(ModelOptions model, ModelCallException failure)
    {
        var reason = failures.Describe(failure);
        failures.Trace(logger, failure);
        if (failure.Fault == ModelFault.Refused)
        {
            ModelLog.Refused(logger, model.ModelName, reason);
            return reason;
        }

        if (failure.Fault is ModelFault.Rejected or ModelFault.CutOff)
        {
            ModelLog.Rejected(logger, model.ModelName, reason);
            return reason;
        }

        var rest = coolDowns.Failed(model);
        if (failure.Fault == ModelFault.Passing)
        {
            ModelLog.Rests(logger, model.ModelName, Duration.InWords(rest), reason);
        }
        else if (health.Fails(Subject(model), reason))
        {
            ModelLog.Misconfigured(logger, model.ModelName, reason);
        }

        return reason;
    }
}
