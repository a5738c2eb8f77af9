using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>A client of the chain that does something for a whole answer, and thereby for a streamed one.</summary>
internal abstract class PipelineChatClient(IChatClient inner) : DelegatingChatClient(inner)
{
    public sealed override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        AnswerStream.OfAsync((own, ended) => GetResponseAsync(messages, own, ended), options, cancellationToken);
}
