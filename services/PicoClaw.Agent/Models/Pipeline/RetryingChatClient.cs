using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>Asks again after a failure that may pass: 2 s later, then 4 s, or when the service says.</summary>
internal sealed class RetryingChatClient(IChatClient inner, ModelOptions model, int retries, ModelFailures failures, TimeProvider time, ILogger logger) : DelegatingChatClient(inner)
{
    // A service that asks for a longer pause is not worth the user's time: the next model is.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        for (var retry = 1; ; retry++)
        {
            try
            {
                return await base.GetResponseAsync(messages, options, cancellationToken);
            }
            catch (ModelCallException failure) when (failure.Fault == ModelFault.Passing && retry <= retries && Wait(failure, retry) <= LongestWait)
            {
                var wait = Wait(failure, retry);
                ModelLog.Retried(logger, model.ModelName, Duration.InWords(wait), failures.Describe(failure));
                failures.Trace(logger, failure);
                await Task.Delay(wait, time, cancellationToken);
            }
        }
    }

    private static TimeSpan Wait(ModelCallException failure, int retry) => failure.RetryAfter ?? TimeSpan.FromSeconds(Math.Pow(2, retry));
}
