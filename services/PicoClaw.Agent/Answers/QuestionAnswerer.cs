using PicoClaw.Agent.Attachments;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Prompts;
using PicoClaw.Agent.Texts;
using PicoClaw.Agent.Turns;

namespace PicoClaw.Agent.Answers;

/// <summary>Has the model answer what a turn asks; with a shorter history when all of it is too long for the model.</summary>
internal sealed class QuestionAnswerer(
    AttachmentTaker attachments,
    PromptBuilder prompts,
    Responder responder,
    Summarizer summarizer,
    TurnToolbox tools,
    EntryCounter counter,
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
        var (hold, turn, language, _) = start;
        var taken = await attachments.TakeAsync(turn.Conversation, question.Said, question.History, history.Model, cancellationToken);
        taken = taken with { Said = [.. taken.Said.Select(entry => counter.Counted(history.Model, entry))] };
        var notice = Notice(question, taken, language);
        if (question.NeedsContent && !taken.HasContent)
        {
            return Ended(notice, notice);
        }

        var context = new PromptContext(turn.Messages, history.Summary, turn.Schedule);
        var prompt = await prompts.BuildAsync(context, history.Model, question.History, taken, cancellationToken);
        hold.ThrowIfOver();
        var answer = await responder.AnswerAsync(turn, prompt, history.Model, tools.Of(start), start.Draft, cancellationToken);
        var text = answer.IsCut ? answer.With(Phrases.Cut.In(language)) : answer.Text;
        return Ended(notice.Length > 0 ? $"{notice}\n\n{text}" : text, answer.Text) with { IsModelAnswer = true };

        TurnOutcome Ended(string reply, string told) => TurnOutcome.Answered(reply) with
        {
            History = [.. taken.Said, counter.Counted(history.Model, new HistoryEntry(HistoryEntry.Assistant, told))],
            Effect = question.Effect,
        };
    }

    private static string Notice(Question question, TakenAttachments taken, Language language)
    {
        var parts = taken.Said.SelectMany(entry => entry.Parts.OfType<AttachmentPart>()).Where(taken.Problems.ContainsKey);
        var ofAttachments = AttachmentNotices.Of(parts.Select(part => (part, taken.Problems[part])), language);
        return string.Join("\n\n", new[] { question.Notice ?? "", ofAttachments }.Where(sentence => sentence.Length > 0));
    }
}
