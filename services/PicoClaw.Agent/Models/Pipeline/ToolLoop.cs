using Microsoft.Extensions.AI;
using PicoClaw.Agent.Tools;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>Lets a model use tools before it answers. A call that fails is repeated below, with the results so far: no tool runs twice.</summary>
internal sealed class ToolLoop(IChatClient inner, Toolbox toolbox, ToolOptions tools) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var own = AskOptions.Of(options);
        if (own.ToolMode is NoneChatToolMode)
        {
            // Some services refuse to hear of tools where there are none.
            (own.Tools, own.ToolMode) = (null, null);
        }
        else
        {
            own.Tools = [.. own.Tools ?? [], .. toolbox.Tools];
        }

        // Neither is to be disposed: the models outlive the answer.
        var loop = new FunctionInvokingChatClient(new ToolStart(InnerClient, own))
        {
            MaximumIterationsPerRequest = tools.Iterations,
            FunctionInvoker = ToolCall.RunAsync,
            IncludeDetailedErrors = true,
        };
        var response = await AskAsync(loop, messages, own, cancellationToken);

        // What a model says while it reaches for a tool is not for the user.
        var said = response.Messages.Where(message => message.Role == ChatRole.Assistant && !string.IsNullOrWhiteSpace(message.Text)).ToList();
        response.Messages = said is [.., var last] ? [last] : [];
        return response;
    }

    private static async Task<ChatResponse> AskAsync(FunctionInvokingChatClient loop, IEnumerable<ChatMessage> messages, AskOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await loop.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (Exception failure) when (failure is ModelCallException or AggregateException)
        {
            throw new ModelsUnavailableException("the model kept calling tools with arguments that are no JSON object", failure);
        }
    }
}
