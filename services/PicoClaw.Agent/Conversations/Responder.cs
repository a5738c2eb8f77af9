using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace PicoClaw.Agent.Conversations;

/// <summary>Asks the model.</summary>
internal sealed class Responder(IChatClient client, IOptions<ConversationOptions> options, TimeProvider time)
{
    private const string CostKey = "cost";

    /// <summary>The answer to a turn.</summary>
    public Task<Answer> AnswerAsync(IReadOnlyList<ChatMessage> prompt, string? model, CancellationToken cancellationToken) =>
        AskAsync(
            prompt,
            new ChatOptions { ModelId = model, MaxOutputTokens = options.Value.MaxTokens > 0 ? options.Value.MaxTokens : null, Temperature = options.Value.Temperature },
            cancellationToken);

    /// <summary>Something the bot asks for itself: without tools.</summary>
    public Task<Answer> SummarizeAsync(IReadOnlyList<ChatMessage> prompt, string? model, int maxTokens, CancellationToken cancellationToken) =>
        AskAsync(prompt, new ChatOptions { ModelId = model, MaxOutputTokens = maxTokens, Temperature = 0.3f, ToolMode = ChatToolMode.None }, cancellationToken);

    private async Task<Answer> AskAsync(IReadOnlyList<ChatMessage> prompt, ChatOptions chat, CancellationToken cancellationToken)
    {
        var askedAt = time.GetTimestamp();
        var response = await client.GetResponseAsync(prompt, chat, cancellationToken);
        var usage = new Usage(
            response.ModelId ?? chat.ModelId ?? "",
            response.Usage?.InputTokenCount ?? 0,
            response.Usage?.OutputTokenCount ?? 0,
            time.GetElapsedTime(askedAt),
            response.AdditionalProperties?.GetValueOrDefault(CostKey) as decimal?);
        return response.Text.Trim() is { Length: > 0 } text ? new Answer(text, usage) : throw new InvalidOperationException("The model answered with no text.");
    }
}
