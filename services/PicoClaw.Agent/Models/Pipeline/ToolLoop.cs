using Microsoft.Extensions.AI;
using PicoClaw.Agent.Tools;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>Lets a model use tools before it answers, and says what that took.</summary>
internal sealed class ToolLoop(IChatClient inner, Toolbox toolbox, ToolOptions tools, ModelCatalog catalog, TimeProvider time) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        // Nothing of these two is to be disposed: the models outlive the answer.
        var tally = new UsageTally(InnerClient, catalog, time);
        var loop = new FunctionInvokingChatClient(tally) { MaximumIterationsPerRequest = tools.Iterations };
        var own = options?.Clone() ?? new ChatOptions();
        if (own.ToolMode is NoneChatToolMode)
        {
            // Some services refuse to hear of tools where there are none.
            (own.Tools, own.ToolMode) = (null, null);
        }
        else
        {
            own.Tools = [.. own.Tools ?? [], .. toolbox.Tools];
        }

        var response = await loop.GetResponseAsync(messages, own, cancellationToken);

        // What a model says while it reaches for a tool is not for the user.
        var said = response.Messages.Where(message => message.Role == ChatRole.Assistant && !string.IsNullOrWhiteSpace(message.Text)).ToList();
        var usage = tally.Total;
        response = new ChatResponse(said is [.., var last] ? [last] : [])
        {
            ModelId = usage.Model,
            FinishReason = response.FinishReason,
            CreatedAt = response.CreatedAt,
            ResponseId = response.ResponseId,
            Usage = new UsageDetails { InputTokenCount = usage.InputTokens, OutputTokenCount = usage.OutputTokens, TotalTokenCount = usage.InputTokens + usage.OutputTokens },
        };
        usage.AddTo(response);
        return response;
    }
}
