using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>Tells the asker of one answer before the first tool runs, at a place where a failure to do so keeps the tool from running.</summary>
internal sealed class ToolStart(IChatClient inner, AskOptions ask) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var response = await base.GetResponseAsync(messages, options, cancellationToken);
        if (!ask.Calls.ToolsStarted && response.Messages.SelectMany(message => message.Contents).Any(Runs))
        {
            await ask.ToolsStarting(cancellationToken);
            ask.Calls.ToolsStarted = true;
        }

        return response;
    }

    private bool Runs(AIContent content) =>
        content is FunctionCallContent call && ask.Tools?.FirstOrDefault(tool => tool.Name == call.Name) is AIFunction tool && ToolCall.CanRun(call, tool);
}
