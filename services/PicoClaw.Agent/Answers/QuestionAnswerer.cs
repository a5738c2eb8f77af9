using PicoClaw.Agent.History;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Prompts;
using PicoClaw.Agent.Texts;
using PicoClaw.Agent.Tools;
using PicoClaw.Agent.Turns;

namespace PicoClaw.Agent.Answers;

/// <summary>Has the model answer what a turn asks; with a shorter history when all of it is too long for the model.</summary>
internal sealed class QuestionAnswerer(
    PromptBuilder prompts,
    Responder responder,
    Summarizer summarizer,
    TurnStore turns,
    TokenCounter tokens,
    ModelCatalog catalog,
    ILogger<QuestionAnswerer> logger)
{
    /// <summary>Null when there is nothing to ask.</summary>
    public async Task<TurnOutcome?> AnswerAsync(
        TurnStart start, ConversationHistory history, Func<ConversationHistory, Question?> ask, CancellationToken cancellationToken)
    {
        if (ask(history) is not { } question)
        {
            return null;
        }

        try
        {
            return await AnswerAsync(start, history, question, cancellationToken);
        }
        catch (ContextTooLongException) when (question.History.Count > 0 && !start.Turn.Calls.ToolsStarted)
        {
            Log.Compacting(logger, start.LaneKey);
            var shorter = await summarizer.CompactAsync(start.Hold.Lease, history, cancellationToken);
            return ask(shorter) is { } again ? await AnswerAsync(start, shorter, again, cancellationToken) : null;
        }
    }

    private async Task<TurnOutcome> AnswerAsync(TurnStart start, ConversationHistory history, Question question, CancellationToken cancellationToken)
    {
        var (hold, turn, language) = start;
        var encoding = catalog.EncodingOf(history.Model);
        IReadOnlyList<HistoryEntry> said = [.. question.Said.Select(entry => tokens.Counted(encoding, entry))];
        var context = new PromptContext(turn.Messages, history.Summary, turn.Schedule);
        var prompt = await prompts.BuildAsync(context, history.Model, question.History, said, cancellationToken);
        hold.ThrowIfOver();
        var tools = new ToolContext(start.LaneKey, turn.Messages, language, turn.Schedule is not null);
        var answer = await responder.AnswerAsync(
            turn, prompt, history.Model, tools, cancel => turns.StartToolsAsync(hold.Lease, turn, cancel), cancellationToken);
        return TurnOutcome.Answered(answer.IsCut ? answer.With(Phrases.Cut.In(language)) : answer.Text) with
        {
            History = [.. said, tokens.Counted(encoding, new HistoryEntry(HistoryEntry.Assistant, answer.Text))],
            Effect = question.Effect,
        };
    }
}
