using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Calls;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Models.Cleaning;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Models.Wire;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>
/// Makes one call and reads its answer piece by piece within its deadline, so that a service that falls silent is noticed.
/// Every failure becomes a <see cref="ModelCallException"/>, and every call is in the log, whatever became of it.
/// </summary>
internal sealed class ReadingChatClient(IChatClient inner, ModelEntry model, TimeProvider time, ILogger logger) : PipelineChatClient(inner)
{
    private readonly SecretMask _mask = new(model.Secrets);

    // Learned from its last answer: the service leaves out the mark that opens the model's thought.
    private volatile bool _beginsInThought;

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var deadline = new CancellationTokenSource(model.Timeout, time);
        using var silence = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token, silence.Token);
        var pieces = new List<ChatResponseUpdate>();
        var started = time.GetTimestamp();
        var answered = false;
        IReadOnlyList<ChatMessage> prompt = [.. messages];

        // Before the first piece a model may think, or queue, as long as the deadline allows.
        var exchange = Exchange.Begin(prompt, () => silence.CancelAfter(pieces.Count > 0 ? model.StreamIdle : Timeout.InfiniteTimeSpan));
        try
        {
            await (model.Stream
                ? StreamAsync(prompt, options, pieces, exchange, ended.Token)
                : ReadWholeAsync(prompt, options, pieces, ended.Token));
            var response = Clean(pieces.ToChatResponse(), options);
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
            throw new ModelCallException(ModelFault.Transient, reason, exception);
        }
        finally
        {
            var usage = pieces.ToChatResponse().Usage;
            (options as AnswerOptions)?.Calls.Add(
                ModelUsage.Of(model, usage?.InputTokenCount ?? 0, usage?.OutputTokenCount ?? 0, time.GetElapsedTime(started), time.GetUtcNow()), answered);
        }
    }

    private async Task StreamAsync(
        IReadOnlyList<ChatMessage> messages,
        ChatOptions? options,
        List<ChatResponseUpdate> pieces,
        Exchange exchange,
        CancellationToken cancellationToken)
    {
        var preview = (options as AnswerOptions)?.Text is { } text
            ? new AnswerPreview(text, options?.Tools is { Count: > 0 }, _beginsInThought)
            : null;
        await foreach (var piece in InnerClient.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            pieces.Add(piece);
            exchange.Alive();
            preview?.Add(piece.Text);
        }
    }

    private async Task ReadWholeAsync(
        IReadOnlyList<ChatMessage> messages, ChatOptions? options, List<ChatResponseUpdate> pieces, CancellationToken cancellationToken) =>
        pieces.AddRange((await base.GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates());

    private ChatResponse Clean(ChatResponse response, ChatOptions? options)
    {
        _beginsInThought = InlineThoughts.BeginsInThought(response.Text);
        if (AnswerCleaner.Clean(response, options?.Tools) is > 0 and var dropped)
        {
            Log.InlineCallsDropped(logger, model.ModelName, dropped);
        }

        return response;
    }

    // An answer that came as one document has ended, whether it says so or not.
    private void ThrowIfIncomplete(ChatResponse response, bool hasBegun)
    {
        var isEmpty = string.IsNullOrWhiteSpace(response.Text)
            && !response.Messages.SelectMany(message => message.Contents).Any(content => content is FunctionCallContent);
        (ModelFault Fault, string Flaw)? failure = model.Stream && response.FinishReason is null
            ? (ModelFault.Transient, hasBegun ? "the answer broke off: it ended without a finish_reason" : "the answer ended before it began")
            : response.FinishReason == ChatFinishReason.ContentFilter
                ? (ModelFault.Refused, "the service withheld the answer because of its content")
            : isEmpty && response.FinishReason == ChatFinishReason.Length
                ? (ModelFault.CutOff, "the limit of the answer (max_tokens) was used up before it began; raise it, or let the model think less")
            : isEmpty ? (ModelFault.Transient, "the answer was empty")
            : null;
        if (failure is var (fault, flaw))
        {
            throw new ModelCallException(fault, flaw);
        }
    }
}
