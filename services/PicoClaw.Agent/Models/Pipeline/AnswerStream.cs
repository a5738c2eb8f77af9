using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Calls;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>
/// Streams an answer by asking for it whole and showing its text while it is written. So retries, fallbacks and tools are implemented once,
/// and the updates together equal the whole answer.
/// </summary>
internal static class AnswerStream
{
    public static async IAsyncEnumerable<ChatResponseUpdate> OfAsync(
        Func<AnswerOptions, CancellationToken, Task<ChatResponse>> ask,
        ChatOptions? options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var text = new AnswerText();
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answering = AnswerAsync(ask, AnswerOptions.Of(options, text), text, abandoned.Token);
        try
        {
            await foreach (var (restarts, piece) in text.ReadAsync(cancellationToken))
            {
                if (restarts)
                {
                    yield return StreamRestart.Update();
                }

                if (piece.Length > 0)
                {
                    yield return new ChatResponseUpdate(ChatRole.Assistant, piece);
                }
            }

            foreach (var update in WithoutText(await answering).ToChatResponseUpdates())
            {
                yield return update;
            }
        }
        finally
        {
            // A reader that leaves early ends the call; it is awaited, so that its usage is in the log when the reader goes on.
            await abandoned.CancelAsync();
            await ((Task)answering).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<ChatResponse> AnswerAsync(
        Func<AnswerOptions, CancellationToken, Task<ChatResponse>> ask, AnswerOptions options, AnswerText text, CancellationToken cancellationToken)
    {
        try
        {
            var response = await ask(options, cancellationToken);
            text.Complete(response.Text);
            return response;
        }
        finally
        {
            text.End();
        }
    }

    private static ChatResponse WithoutText(ChatResponse response)
    {
        foreach (var message in response.Messages)
        {
            message.Contents = [.. message.Contents.Where(content => content is not TextContent)];
        }

        return response;
    }
}
