using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Prompts;
using PicoClaw.Agent.Texts;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Conversations;

/// <summary>Has the model answer what a turn asks; with a shorter history where the whole is too long for it.</summary>
internal sealed class QuestionAnswerer(
    PromptBuilder prompts, Responder responder, Summarizer summarizer, TurnStore turns, TokenCounter tokens, ModelCatalog catalog, LanguageChooser languages,
    ILogger<QuestionAnswerer> logger)
{
    /// <summary>Null when there is nothing to ask.</summary>
    public async Task<TurnOutcome?> AnswerAsync(LaneHold hold, Turn turn, Memory memory, Func<Memory, Question?> ask, CancellationToken cancellationToken)
    {
        if (ask(memory) is not { } question)
        {
            return null;
        }

        try
        {
            return await AnswerAsync(hold, turn, memory, question, cancellationToken);
        }
        catch (ContextTooLongException) when (question.History.Count > 0 && !turn.Calls.ToolsStarted)
        {
            Log.Compacting(logger, hold.Lease.Key);
            var shorter = await summarizer.CompactAsync(hold.Lease, memory, cancellationToken);
            return ask(shorter) is { } again ? await AnswerAsync(hold, turn, shorter, again, cancellationToken) : null;
        }
    }

    private async Task<TurnOutcome> AnswerAsync(LaneHold hold, Turn turn, Memory memory, Question question, CancellationToken cancellationToken)
    {
        var encoding = catalog.EncodingOf(memory.Model);
        IReadOnlyList<HistoryEntry> said = [.. question.Said.Select(entry => tokens.Counted(encoding, entry))];
        var prompt = await prompts.BuildAsync(new PromptContext(turn.Messages, memory.Summary), memory.Model, question.History, said, cancellationToken);
        hold.ThrowIfOver();
        var answer = await responder.AnswerAsync(prompt, memory.Model, turn.Calls, cancel => turns.StartToolsAsync(hold.Lease, turn, cancel), cancellationToken);
        var reply = answer.IsCut ? answer.With(Phrases.Cut.In(languages.Of(turn.Messages))) : answer.Text;
        return TurnOutcome.Answered(reply) with
        {
            History = [.. said, tokens.Counted(encoding, new HistoryEntry(HistoryEntry.Assistant, answer.Text))],
            Effect = question.Effect,
        };
    }
}
