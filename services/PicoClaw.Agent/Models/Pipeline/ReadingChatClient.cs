using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>Reads an answer piece by piece within its deadline, so that a service that falls silent is noticed; every failure becomes a <see cref="ModelCallException"/>.</summary>
internal sealed class ReadingChatClient(IChatClient inner, ModelOptions model, TimeProvider time) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var deadline = new CancellationTokenSource(model.Timeout, time);
        using var silence = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token, silence.Token);
        try
        {
            return model.Stream
                ? await StreamAsync(messages, options, silence, over.Token)
                : await base.GetResponseAsync(messages, options, over.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not (ModelCallException or ContextTooLongException))
        {
            var reason = silence.IsCancellationRequested ? $"the answer stopped in the middle and did not go on for {model.StreamIdle.TotalSeconds:0} s"
                : deadline.IsCancellationRequested ? $"no complete answer within {model.Timeout.TotalSeconds:0} s"
                : $"the answer broke off: {exception.Message}";
            throw new ModelCallException(ModelFault.Passing, reason, exception);
        }
    }

    private async Task<ChatResponse> StreamAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationTokenSource silence, CancellationToken over)
    {
        var pieces = new List<ChatResponseUpdate>();
        await foreach (var piece in GetStreamingResponseAsync(messages, options, over))
        {
            pieces.Add(piece);

            // Before the first piece a model may think, or wait for its turn, as long as the deadline allows.
            silence.CancelAfter(model.StreamIdle);
        }

        var response = pieces.ToChatResponse();
        return response.FinishReason is null && response.Messages.All(message => message.Contents.Count == 0)
            ? throw new ModelCallException(ModelFault.Passing, "the answer ended before it began")
            : response;
    }
}
