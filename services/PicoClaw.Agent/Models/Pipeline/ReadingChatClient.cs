using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Wire;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>Reads an answer piece by piece within its deadline, so that a service that falls silent is noticed; every failure becomes a <see cref="ModelCallException"/>.</summary>
internal sealed class ReadingChatClient(IChatClient inner, ModelOptions model, TimeProvider time, ILogger logger) : DelegatingChatClient(inner)
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
        IReadOnlyList<ChatMessage> prompt = [.. messages];

        // Before the first piece a model may think, or wait for its turn, as long as the deadline allows.
        var exchange = Exchange.Begin(prompt, () => silence.CancelAfter(pieces.Count > 0 ? model.StreamIdle : Timeout.InfiniteTimeSpan));
        try
        {
            await (model.Stream ? StreamAsync(prompt, options, pieces, exchange, over.Token) : ReadWholeAsync(prompt, options, pieces, over.Token));
            var response = pieces.ToChatResponse();
            if (AnswerCleaner.Clean(response, options?.Tools) is > 0 and var dropped)
            {
                ModelLog.CallDropped(logger, model.ModelName, dropped);
            }

            exchange.KeepThought(response);
            ThrowIfIncomplete(response, pieces.Count > 0);
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
    private void ThrowIfIncomplete(ChatResponse response, bool hasBegun)
    {
        var saysNothing = string.IsNullOrWhiteSpace(response.Text) && !response.Messages.SelectMany(message => message.Contents).Any(content => content is FunctionCallContent);
        (ModelFault Fault, string Flaw)? failure = model.Stream && response.FinishReason is null
            ? (ModelFault.Passing, hasBegun ? "the answer broke off: it ended without a finish_reason" : "the answer ended before it began")
            : response.FinishReason == ChatFinishReason.ContentFilter ? (ModelFault.Refused, "the service withheld the answer because of its content")
            : saysNothing && response.FinishReason == ChatFinishReason.Length ? (ModelFault.CutOff, "the limit of the answer (max_tokens) was used up before it began; raise it, or let the model think less")
            : saysNothing ? (ModelFault.Passing, "the answer was empty")
            : null;
        if (failure is var (fault, flaw))
        {
            throw new ModelCallException(fault, flaw);
        }
    }

    private async Task StreamAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, List<ChatResponseUpdate> pieces, Exchange exchange, CancellationToken over)
    {
        await foreach (var piece in GetStreamingResponseAsync(messages, options, over))
        {
            pieces.Add(piece);
            exchange.Alive();
        }
    }

    private async Task ReadWholeAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, List<ChatResponseUpdate> pieces, CancellationToken over) =>
        pieces.AddRange((await base.GetResponseAsync(messages, options, over)).ToChatResponseUpdates());
}
