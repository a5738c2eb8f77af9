using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Calls;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Conversations;

/// <summary>Asks the model.</summary>
internal sealed class Responder(IChatClient client)
{
    /// <summary>The answer to a turn.</summary>
    /// <param name="prompt">What the model is told.</param>
    /// <param name="model">A <c>model_name</c>; null: the default.</param>
    /// <param name="calls">Where the calls that it takes are noted, whatever becomes of them.</param>
    /// <param name="toolsStarting">Awaited before the first tool runs.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Answer> AnswerAsync(
        IReadOnlyList<ChatMessage> prompt, string? model, CallLog calls, Func<CancellationToken, Task> toolsStarting, CancellationToken cancellationToken) =>
        AskAsync(prompt, new AnswerOptions { ModelId = model, Calls = calls, ToolsStarting = toolsStarting }, cancellationToken);

    /// <summary>Something the bot asks for itself: without tools.</summary>
    public async Task<string> SummarizeAsync(IReadOnlyList<ChatMessage> prompt, string? model, CallLog calls, CancellationToken cancellationToken) =>
        (await AskAsync(prompt, new AnswerOptions { ModelId = model, Calls = calls, ToolMode = ChatToolMode.None }, cancellationToken)).Text;

    private async Task<Answer> AskAsync(IReadOnlyList<ChatMessage> prompt, AnswerOptions options, CancellationToken cancellationToken)
    {
        var response = await client.GetResponseAsync(prompt, options, cancellationToken);

        // An empty answer was asked for again where the call was made; to begin from the start would only cost more.
        return CleanText.Of(response.Text).Trim() is { Length: > 0 } text ? new Answer(text, response.FinishReason == ChatFinishReason.Length) : throw new ModelsUnavailableException("the model answered with no text");
    }
}
