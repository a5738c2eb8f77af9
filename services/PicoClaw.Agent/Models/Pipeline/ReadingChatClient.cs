using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>Reads an answer piece by piece within its deadline, so that a service that falls silent is noticed; every failure becomes a <see cref="ModelCallException"/>.</summary>
internal sealed class ReadingChatClient(IChatClient inner, ModelOptions model, TimeProvider time) : DelegatingChatClient(inner)
{
    private readonly SecretMask _mask = new(model.Secrets);

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var deadline = new CancellationTokenSource(model.Timeout, time);
        using var silence = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token, silence.Token);
        var pieces = new List<ChatResponseUpdate>();
        var started = time.GetTimestamp();
        var answered = false;
        try
        {
            await (model.Stream ? StreamAsync(messages, options, pieces, silence, over.Token) : ReadWholeAsync(messages, options, pieces, over.Token));
            var response = pieces.ToChatResponse();
            ThrowIfIncomplete(response);
            answered = true;
            return response;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not (ModelCallException or ContextTooLongException))
        {
            var reason = silence.IsCancellationRequested ? $"the answer stopped in the middle and did not go on for {model.StreamIdle.TotalSeconds:0} s"
                : deadline.IsCancellationRequested ? $"no complete answer within {model.Timeout.TotalSeconds:0} s"
                : $"the answer broke off: {_mask.Hide(exception.Message)}";
            throw new ModelCallException(ModelFault.Passing, reason, exception);
        }
        finally
        {
            var usage = pieces.ToChatResponse().Usage;
            (options as AskOptions)?.Calls.Add(
                ModelUsage.Of(model, usage?.InputTokenCount ?? 0, usage?.OutputTokenCount ?? 0, time.GetElapsedTime(started), time.GetUtcNow()), answered);
        }
    }

    // Nothing of it was shown yet, so it can be asked for again. One that came whole has ended, whether it says so or not.
    private void ThrowIfIncomplete(ChatResponse response)
    {
        var contents = response.Messages.SelectMany(message => message.Contents).ToList();
        var saysNothing = string.IsNullOrWhiteSpace(response.Text) && !contents.Exists(content => content is FunctionCallContent);
        var flaw = model.Stream && response.FinishReason is null ? contents.Count == 0 ? "the answer ended before it began" : "the answer broke off: it ended without a finish_reason"
            : saysNothing ? "the answer was empty"
            : null;
        if (flaw is not null)
        {
            throw new ModelCallException(ModelFault.Passing, flaw);
        }
    }

    private async Task StreamAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, List<ChatResponseUpdate> pieces, CancellationTokenSource silence, CancellationToken over)
    {
        await foreach (var piece in GetStreamingResponseAsync(messages, options, over))
        {
            pieces.Add(piece);

            // Before the first piece a model may think, or wait for its turn, as long as the deadline allows.
            silence.CancelAfter(model.StreamIdle);
        }
    }

    private async Task ReadWholeAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, List<ChatResponseUpdate> pieces, CancellationToken over) =>
        pieces.AddRange((await base.GetResponseAsync(messages, options, over)).ToChatResponseUpdates());
}
