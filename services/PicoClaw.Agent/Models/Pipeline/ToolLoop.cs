using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Calls;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Tools;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>Lets a model use tools before it answers. A failed call is repeated further in, with the results so far, so no tool runs twice.</summary>
internal sealed class ToolLoop(IChatClient inner, Toolbox toolbox, Live<ToolOptions> tools) : PipelineChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var own = AnswerOptions.Of(options);
        if (own.ToolMode is NoneChatToolMode)
        {
            // Some services refuse any mention of tools where none are offered.
            (own.Tools, own.ToolMode) = (null, null);
        }
        else
        {
            own.Tools = [.. toolbox.With(own.Tools)];
        }

        // Neither is disposed: the models outlive the answer.
        var loop = new FunctionInvokingChatClient(new ToolStart(InnerClient, own))
        {
            MaximumIterationsPerRequest = tools.Value.Iterations,
            FunctionInvoker = ToolCall.RunAsync,
            IncludeDetailedErrors = true,
        };
        var response = await AskAsync(loop, messages, own, cancellationToken);

        // The text beside a tool call is not for the user.
        var last = response.Messages.LastOrDefault(message => message.Role == ChatRole.Assistant && !string.IsNullOrWhiteSpace(message.Text));
        response.Messages = [new ChatMessage(ChatRole.Assistant, last?.Text ?? "") { CreatedAt = response.CreatedAt }];
        return response;
    }

    private static async Task<ChatResponse> AskAsync(
        FunctionInvokingChatClient loop, IEnumerable<ChatMessage> messages, AnswerOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await loop.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (Exception failure) when (failure is ModelCallException or AggregateException)
        {
            throw new ModelsUnavailableException("the model kept calling tools with arguments that are not a JSON object", failure);
        }
    }
}
