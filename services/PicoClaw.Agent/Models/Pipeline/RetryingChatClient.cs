using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Models.Faults;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>Repeats a call after a transient failure: 2 s later, then 4 s, or when the service says.</summary>
internal sealed class RetryingChatClient(IChatClient inner, ModelEntry model, int retries, ModelFailures failures, TimeProvider time, ILogger logger)
    : PipelineChatClient(inner)
{
    // Rather than wait longer, ask the next model.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        for (var retry = 1; ; retry++)
        {
            try
            {
                return await base.GetResponseAsync(messages, options, cancellationToken);
            }
            catch (ModelCallException failure) when (failure.Fault == ModelFault.Transient && retry <= retries && Wait(failure, retry) <= LongestWait)
            {
                var wait = Wait(failure, retry);
                Log.ModelRetried(logger, model.ModelName, Duration.InWords(wait), failures.Describe(failure));
                failures.Trace(logger, failure);
                await Task.Delay(wait, time, cancellationToken);
            }
        }
    }

    private static TimeSpan Wait(ModelCallException failure, int retry) => failure.RetryAfter ?? TimeSpan.FromSeconds(Math.Pow(2, retry));
}
