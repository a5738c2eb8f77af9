using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Conversations;

/// <summary>Asks the model.</summary>
internal sealed class Responder(IChatClient client)
{
    /// <summary>The answer to a turn.</summary>
    public Task<Answer> AnswerAsync(IReadOnlyList<ChatMessage> prompt, string? model, CancellationToken cancellationToken) =>
        AskAsync(prompt, new ChatOptions { ModelId = model }, cancellationToken);

    /// <summary>Something the bot asks for itself: without tools.</summary>
    public Task<Answer> SummarizeAsync(IReadOnlyList<ChatMessage> prompt, string? model, int maxTokens, CancellationToken cancellationToken) =>
        AskAsync(prompt, new ChatOptions { ModelId = model, MaxOutputTokens = maxTokens, Temperature = 0.3f, ToolMode = ChatToolMode.None }, cancellationToken);

    private async Task<Answer> AskAsync(IReadOnlyList<ChatMessage> prompt, ChatOptions chat, CancellationToken cancellationToken)
    {
        var response = await client.GetResponseAsync(prompt, chat, cancellationToken);
        return CleanText.Of(response.Text).Trim() is { Length: > 0 } text
            ? new Answer(text, ModelUsage.Of(response))
            : throw new InvalidOperationException("The model answered with no text.");
    }
}
