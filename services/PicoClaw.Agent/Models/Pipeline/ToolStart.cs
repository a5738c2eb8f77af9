using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Calls;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>Tells the caller before the first tool of an answer runs; when that fails, the tool does not run.</summary>
internal sealed class ToolStart(IChatClient inner, AnswerOptions answer) : PipelineChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var response = await base.GetResponseAsync(messages, options, cancellationToken);
        if (!answer.Calls.ToolsStarted && response.Messages.SelectMany(message => message.Contents).Any(Runs))
        {
            await answer.ToolsStarting(cancellationToken);
            answer.Calls.ToolsStarted = true;
        }

        return response;
    }

    private bool Runs(AIContent content) =>
        content is FunctionCallContent call && answer.Tools?.FirstOrDefault(tool => tool.Name == call.Name) is AIFunction tool && ToolCall.CanRun(call, tool);
}
