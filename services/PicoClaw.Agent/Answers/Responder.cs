using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Calls;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Models.Pipeline;
using PicoClaw.Agent.Turns;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Answers;

/// <summary>Asks the model.</summary>
internal sealed class Responder(IChatClient client)
{
    /// <summary>The answer to a turn.</summary>
    /// <param name="turn">Notes the calls that the answer takes, whatever becomes of them.</param>
    /// <param name="prompt">What the model is told.</param>
    /// <param name="model">A <c>model_name</c>; null: the default.</param>
    /// <param name="tools">Its own tools, and what all of them need of the turn.</param>
    /// <param name="draft">Where it is shown while it is written; null: nobody looks.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Answer> AnswerAsync(
        Turn turn, IReadOnlyList<ChatMessage> prompt, string? model, TurnTools tools, IReplyDraft? draft, CancellationToken cancellationToken)
    {
        draft?.Think();
        var options = new AnswerOptions
        {
            ModelId = model,
            Calls = turn.Calls,
            ToolsStarting = tools.Starting,
            GiveFile = tools.GiveFile,
            ToolRuns = draft is null ? null : draft.UseTool,
            Tools = [.. tools.Own],
        };
        return AnswerOf(draft is { ShowsText: true }
            ? await StreamAsync(prompt, options, draft, cancellationToken)
            : await client.GetResponseAsync(prompt, options, cancellationToken));
    }

    /// <summary>A text that the bot needs for itself; no tools are offered.</summary>
    public async Task<string> SummarizeAsync(IReadOnlyList<ChatMessage> prompt, string? model, CallLog calls, CancellationToken cancellationToken)
    {
        var options = new AnswerOptions { ModelId = model, Calls = calls, ToolMode = ChatToolMode.None };
        return AnswerOf(await client.GetResponseAsync(prompt, options, cancellationToken)).Text;
    }

    private async Task<ChatResponse> StreamAsync(
        IReadOnlyList<ChatMessage> prompt, AnswerOptions options, IReplyDraft draft, CancellationToken cancellationToken)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in client.GetStreamingResponseAsync(prompt, options, cancellationToken))
        {
            if (update.AdditionalProperties is { } properties && properties.TryGetValue(StreamRestart.Key, out bool isRestart) && isRestart)
            {
                updates.Clear();
                draft.Restart();
            }

            updates.Add(update);
            if (update.Text is { Length: > 0 } piece)
            {
                draft.Append(piece);
            }
        }

        return updates.ToChatResponse();
    }

    // The call was repeated for an empty answer where it was made; to start the turn again would only cost more.
    private static Answer AnswerOf(ChatResponse response) => CleanText.Of(response.Text).Trim() is { Length: > 0 } text
        ? new Answer(text, response.FinishReason == ChatFinishReason.Length)
        : throw new ModelsUnavailableException("the model answered with no text");
}
