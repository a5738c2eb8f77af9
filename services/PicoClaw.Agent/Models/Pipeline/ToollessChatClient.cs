using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>Asks a model that refuses tools, as small local ones do, without them.</summary>
internal sealed class ToollessChatClient(IChatClient inner, ModelOptions model, ModelFailures failures, ILogger logger) : DelegatingChatClient(inner)
{
    private volatile bool _refusesTools;

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (options?.Tools is not { Count: > 0 } || _refusesTools)
        {
            return await base.GetResponseAsync(messages, Without(options), cancellationToken);
        }

        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (ModelCallException refusal) when (refusal.Fault == ModelFault.Rejected && refusal.Message.Contains("tool", StringComparison.OrdinalIgnoreCase))
        {
            var response = await base.GetResponseAsync(messages, Without(options), cancellationToken);
            ModelLog.Toolless(logger, model.ModelName, failures.Describe(refusal));
            _refusesTools = true;
            return response;
        }
    }

    private static ChatOptions? Without(ChatOptions? options)
    {
        var without = options?.Clone();
        without?.Tools = null;
        without?.ToolMode = null;
        return without;
    }
}
