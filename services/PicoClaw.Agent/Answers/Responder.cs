using System.Text;
using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Calls;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Models.Pipeline;
using PicoClaw.Agent.Turns;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Answers;

/// <summary>Asks the model.</summary>
internal sealed class Responder(IChatClient client, IReplySink sink)
{
    /// <summary>The answer to a turn, which the sink sees in the making.</summary>
    /// <param name="turn">Notes the calls that the answer takes, whatever becomes of them.</param>
    /// <param name="prompt">What the model is told.</param>
    /// <param name="model">A <c>model_name</c>; null: the default.</param>
    /// <param name="tools">Its own tools, and what all of them need of the turn.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Answer> AnswerAsync(
        Turn turn, IReadOnlyList<ChatMessage> prompt, string? model, TurnTools tools, CancellationToken cancellationToken)
    {
        var options = new AnswerOptions
        {
            ModelId = model,
            Calls = turn.Calls,
            ToolsStarting = tools.Starting,
            GiveFile = tools.GiveFile,
            Tools = [.. tools.Own],
        };
        return AnswerOf(sink.Wants(turn)
            ? await StreamAsync(turn, prompt, options, cancellationToken)
            : await client.GetResponseAsync(prompt, options, cancellationToken));
    }

    /// <summary>A text that the bot needs for itself; no tools are offered.</summary>
    public async Task<string> SummarizeAsync(IReadOnlyList<ChatMessage> prompt, string? model, CallLog calls, CancellationToken cancellationToken)
    {
        var options = new AnswerOptions { ModelId = model, Calls = calls, ToolMode = ChatToolMode.None };
        return AnswerOf(await client.GetResponseAsync(prompt, options, cancellationToken)).Text;
    }

    private async Task<ChatResponse> StreamAsync(Turn turn, IReadOnlyList<ChatMessage> prompt, AnswerOptions options, CancellationToken cancellationToken)
    {
        var updates = new List<ChatResponseUpdate>();
        var text = new StringBuilder();
        await foreach (var update in client.GetStreamingResponseAsync(prompt, options, cancellationToken))
        {
            if (update.AdditionalProperties is { } properties && properties.TryGetValue(StreamRestart.Key, out bool isRestart) && isRestart)
            {
                updates.Clear();
                text.Clear();
            }

            updates.Add(update);
            if (update.Text.Length > 0)
            {
                await sink.WriteAsync(turn, CleanText.Of(text.Append(update.Text).ToString()), cancellationToken);
            }
        }

        return updates.ToChatResponse();
    }

    // The call was repeated for an empty answer where it was made; to start the turn again would only cost more.
    private static Answer AnswerOf(ChatResponse response) => CleanText.Of(response.Text).Trim() is { Length: > 0 } text
        ? new Answer(text, response.FinishReason == ChatFinishReason.Length)
        : throw new ModelsUnavailableException("the model answered with no text");
}
