using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Models.Faults;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>Keeps to an entry's <c>rpm</c>: waits for its turn as long as a call may take, and otherwise leaves the question to the next model.</summary>
internal sealed class PacedChatClient(IChatClient inner, ModelEntry model, TimeProvider time) : PipelineChatClient(inner)
{
    private readonly RateGate _gate = new(model.Rpm, time);

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (_gate.Reserve(model.Timeout) is not { } wait)
        {
            throw new ModelCallException(ModelFault.Rejected, $"its {model.Rpm} calls a minute (rpm) are used up for longer than its request_timeout");
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken);
        }

        return await base.GetResponseAsync(messages, options, cancellationToken);
    }
}
