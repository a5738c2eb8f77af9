using Microsoft.Extensions.AI;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Models.Catalog;

namespace PicoClaw.Agent.Prompts;

/// <summary>Builds what the model is sent: the system prompt, as much of the history as fits, and the messages to answer.</summary>
internal sealed class PromptBuilder(SystemPrompt system, TokenCounter tokens, ModelCatalog catalog, ILogger<PromptBuilder> logger)
{
    public async Task<IReadOnlyList<ChatMessage>> BuildAsync(
        PromptContext context, string? model, IReadOnlyList<HistoryEntry> history, IReadOnlyList<HistoryEntry> said, CancellationToken cancellationToken)
    {
        var first = await system.WriteAsync(context, cancellationToken);
        var encoding = catalog.EncodingOf(model);
        var room = (long)catalog.ContextWindowOf(model) - catalog.AnswerTokensOf(model);
        var taken = tokens.Count(encoding, first) + said.Sum(entry => tokens.Count(encoding, entry));
        if (taken >= room && history.Count > 0)
        {
            Log.NoRoomForHistory(logger, model ?? catalog.Default ?? "", taken, room);
        }

        return [new(ChatRole.System, first), .. Newest(history, encoding, room - taken).Concat(said).Select(Message)];
    }

    // The newest that fit. An answer without its question is of no use, and some services refuse it.
    private IEnumerable<HistoryEntry> Newest(IReadOnlyList<HistoryEntry> history, string? encoding, long left)
    {
        var start = history.Count;
        while (start > 0 && (left -= tokens.Count(encoding, history[start - 1])) >= 0)
        {
            start--;
        }

        return history.Skip(start).SkipWhile(entry => entry.Role != HistoryEntry.User);
    }

    private static ChatMessage Message(HistoryEntry entry)
    {
        var role = entry.Role == HistoryEntry.Assistant ? ChatRole.Assistant : ChatRole.User;
        return entry.Parts is [TextPart only]
            ? new ChatMessage(role, only.Text)
            : new ChatMessage(role, [.. entry.Parts.OfType<TextPart>().Select(part => new TextContent(part.Text))]);
    }
}
