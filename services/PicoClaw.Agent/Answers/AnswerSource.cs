using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Prompts;
using PicoClaw.Agent.Texts;
using PicoClaw.Agent.Turns;

namespace PicoClaw.Agent.Answers;

/// <summary>Gets the answer to a turn from a command, from the model, or from the bot itself when there is nothing to ask.</summary>
internal sealed class AnswerSource(HistoryStore histories, CommandRunner commands, QuestionAnswerer questions, IReplySink sink, ReplyActions actions)
{
    public async Task<TurnOutcome> AnswerAsync(TurnStart start, CancellationToken cancellationToken)
    {
        using var draft = sink.Begin(start.Turn);
        try
        {
            return await AnswerShownAsync(start with { Draft = draft }, cancellationToken);
        }
        finally
        {
            start.Turn.Shown = draft?.Text;
        }
    }

    private async Task<TurnOutcome> AnswerShownAsync(TurnStart start, CancellationToken cancellationToken)
    {
        var turn = start.Turn;
        var history = (await histories.LoadAsync(start.LaneKey, cancellationToken)).Without(turn.Id);
        var outcome = turn.Command is { } command ? await commands.RunAsync(start, command, history, cancellationToken)
            : turn.Schedule is { IsPrompt: false } run ? ScheduledReply.OfText(start, run)
            : start.Heard.Any(message => message.HasWords() || message.HasAttachments())
            ? (await questions.AnswerAsync(start, history, known => QuestionOf(start, known), cancellationToken))!
            : WithoutWords(start);
        outcome = outcome.IsModelAnswer ? outcome with { Actions = actions.Feedback(turn) } : outcome;
        return (turn.Schedule is { } scheduled ? ScheduledReply.Marked(outcome, scheduled, start.Language) : outcome) with { Past = history };
    }

    private static Question QuestionOf(TurnStart start, ConversationHistory history) => new(history.Without(start.Turn.Id).Told, start.Said)
    {
        NeedsContent = !start.Heard.Any(MessageContent.HasWords),
        Notice = UnsupportedContent.Reply(start.Heard, start.Language),
    };

    /// <summary>No model is asked, but the next question may be about what came.</summary>
    private static TurnOutcome WithoutWords(TurnStart start)
    {
        if (start.Said.Count == 0)
        {
            return TurnOutcome.Answered(Phrases.Withheld.In(start.Language));
        }

        var reply = UnsupportedContent.Reply(start.Heard, start.Language) ?? Phrases.NotShown.In(start.Language);
        return TurnOutcome.Answered(reply) with { History = [.. start.Said, new HistoryEntry(HistoryEntry.Assistant, reply)] };
    }
}
