using Microsoft.Extensions.AI;
using PicoClaw.Agent.Attachments;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Models.Catalog;

namespace PicoClaw.Agent.Prompts;

/// <summary>Builds what the model is sent: the system prompt, as much of the history as fits, and the messages to answer.</summary>
internal sealed class PromptBuilder(SystemPrompt system, TokenCounter tokens, ModelCatalog catalog, ILogger<PromptBuilder> logger)
{
    // Of what a question leaves free; the rest is for what was said before.
    private const int AttachmentQuarters = 3;

    /// <param name="context">What the system prompt is made from.</param>
    /// <param name="model">A <c>model_name</c>; null: the default.</param>
    /// <param name="history">The entries before.</param>
    /// <param name="taken">The messages to answer, and what came with them and before.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<ChatMessage>> BuildAsync(
        PromptContext context, string? model, IReadOnlyList<HistoryEntry> history, TakenAttachments taken, CancellationToken cancellationToken)
    {
        var first = await system.WriteAsync(context, cancellationToken);
        var encoding = catalog.EncodingOf(model);
        var room = (long)catalog.ContextWindowOf(model) - catalog.AnswerTokensOf(model);
        var words = tokens.Count(encoding, first) + taken.Said.Sum(entry => tokens.Count(encoding, entry));
        var contents = new AttachmentContents(tokens, encoding, Math.Max(0, room - words) * AttachmentQuarters / 4);
        foreach (var part in taken.Said.Concat(history.Reverse()).SelectMany(entry => entry.Parts.OfType<AttachmentPart>()))
        {
            contents.Add(part, taken);
        }

        var left = room - words - contents.Taken;
        if (left <= 0 && history.Count > 0)
        {
            Log.NoRoomForHistory(logger, model ?? catalog.Default ?? "", words + contents.Taken, room);
        }

        return [new(ChatRole.System, first), .. Newest(history, encoding, left).Concat(taken.Said).Select(entry => Message(entry, contents))];
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

    private static ChatMessage Message(HistoryEntry entry, AttachmentContents contents)
    {
        var role = entry.Role == HistoryEntry.Assistant ? ChatRole.Assistant : ChatRole.User;
        return entry.Parts is [TextPart only]
            ? new ChatMessage(role, only.Text)
            : new ChatMessage(role, [.. entry.Parts.OfType<TextPart>().Select(part => new TextContent(part.Text)), .. contents.Of(entry)]);
    }
}
