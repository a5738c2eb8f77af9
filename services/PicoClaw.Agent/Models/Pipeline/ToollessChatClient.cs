using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Models.Faults;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>
/// Asks a model that refuses tools without them: for an hour when it takes none, as small local models do, and this once when it complains about one tool.
/// </summary>
internal sealed class ToollessChatClient(IChatClient inner, ModelEntry model, ModelFailures failures, TimeProvider time, ILogger logger)
    : PipelineChatClient(inner)
{
    // Its operator may have changed it by then.
    private static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    private long _until = long.MinValue;

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (options?.Tools is not { Count: > 0 } || Interlocked.Read(ref _until) > time.GetTimestamp())
        {
            return await base.GetResponseAsync(messages, Without(options), cancellationToken);
        }

        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (ModelCallException refusal) when (refusal.RefusesTools || (refusal.Fault == ModelFault.Rejected && MentionsTools(refusal.Message)))
        {
            var response = await base.GetResponseAsync(messages, Without(options), cancellationToken);
            if (refusal.RefusesTools)
            {
                Interlocked.Exchange(ref _until, time.GetTimestamp() + (long)(Rest.TotalSeconds * time.TimestampFrequency));
                Log.ModelTakesNoTools(logger, model.ModelName, Duration.InWords(Rest), failures.Describe(refusal));
            }
            else
            {
                Log.ModelRefusedTool(logger, model.ModelName, failures.Describe(refusal));
            }

            return response;
        }
    }

    private static bool MentionsTools(string message) =>
        message.Contains("tool", StringComparison.OrdinalIgnoreCase) || message.Contains("function", StringComparison.OrdinalIgnoreCase);

    private static ChatOptions? Without(ChatOptions? options)
    {
        var without = options?.Clone();
        without?.Tools = null;
        without?.ToolMode = null;
        return without;
    }
}
